package io.contexttrace.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.contexttrace.ContextId;
import io.contexttrace.ContextIdGenerator;
import io.contexttrace.ContextListener;
import io.contexttrace.CurrentContext;
import io.contexttrace.KeyProvider;
import io.contexttrace.MdcFieldNames;
import io.contexttrace.MdcFields;
import io.contexttrace.NewContexts;
import io.contexttrace.UserPseudonyms;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.HeaderGuard;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.header.OutgoingHosts;
import io.contexttrace.header.TrustPolicy;
import io.contexttrace.llm.FanOutSink;
import io.contexttrace.llm.LlmCallFixture;
import io.contexttrace.propagation.ObservationSpans;
import io.contexttrace.propagation.SpanReference;
import io.contexttrace.sink.QueueLimits;
import io.contexttrace.sink.RecordQueue;
import io.contexttrace.sink.ServiceIdentity;
import io.micrometer.tracing.Tracer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class ContextTraceAutoConfigurationTests {

	private static final ContextListener NOBODY = new ContextListener() {
	};

	private static final ContextHeaders HEADERS = new ContextHeaders(HeaderNames.DEFAULT, "session",
			TrustPolicy.validSyntax(), NOBODY);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class,
				RecordsContextAutoConfiguration.class, TracingContextAutoConfiguration.class))
		.withBean(Tracer.class, () -> Tracer.NOOP);

	static Stream<Own<?>> beans() {
		return Stream.of(new Own<>(CurrentContext.class, new CurrentContext(List.of())),
				new Own<>(MdcFields.class, new MdcFields(MdcFieldNames.DEFAULT)),
				new Own<>(ContextIdGenerator.class, () -> new ContextId("own")),
				new Own<>(NewContexts.class, new NewContexts(() -> new ContextId("own"), "session", NOBODY)),
				new Own<>(UserPseudonyms.class, UserPseudonyms.withRandomKey()),
				new Own<>(KeyProvider.class, KeyProvider.none()),
				new Own<>(TrustPolicy.class, (received, carrier) -> false), new Own<>(ContextHeaders.class, HEADERS),
				new Own<>(OutgoingHosts.class, new OutgoingHosts(List.of(), List.of())),
				new Own<>(OutgoingHeaders.class,
						new OutgoingHeaders(HEADERS, new OutgoingHosts(List.of(), List.of()), List.of())),
				new Own<>(ServiceIdentity.class, new ServiceIdentity("own", null, null)),
				new Own<>(RecordQueue.class,
						new RecordQueue(LlmCallFixture::record, new FanOutSink(List.of(), NOBODY), NOBODY,
								new QueueLimits(1, 0, Duration.ZERO))),
				new Own<>(SpanReference.Source.class, SpanReference.Source.none()),
				new Own<>(ObservationSpans.class, ObservationSpans.none()),
				new Own<>(HeaderGuard.class, new HeaderGuard(HeaderNames.DEFAULT, NOBODY)));
	}

	@ParameterizedTest
	@MethodSource("beans")
	<T> void givesWayToTheApplicationsBean(Own<T> own) {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(own.type()));
		this.contextRunner.withBean("own", own.type(), own::bean)
			.run((context) -> assertThat(context).hasSingleBean(own.type()).hasBean("own"));
	}

	@Test
	void registersNothingWhenTracingIsOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(CurrentContext.class)
				.doesNotHaveBean(ContextHeaders.class));
	}

	@Test
	void leavesTheLogAloneIfToldSo() {
		this.contextRunner.withPropertyValues("context-trace.mdc.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(CurrentContext.class).doesNotHaveBean(MdcFields.class));
	}

	/**
	 * A bean of the application.
	 *
	 * @param <T> its type
	 * @param type its type
	 * @param bean the bean
	 */
	record Own<T>(Class<T> type, T bean) {

		@Override
		public String toString() {
			return this.type.getSimpleName();
		}

	}

}
