package io.contexttrace.autoconfigure;

import io.contexttrace.ContextListener;
import io.contexttrace.RecordingListener;
import io.contexttrace.Rejection;
import io.contexttrace.Rejection.Reason;
import io.contexttrace.ThrowingListener;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.TrustPolicy;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class ContextEventsTests {

	private static final Rejection REJECTION = new Rejection("queue", Reason.MALFORMED);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class));

	@Test
	void allListenersAreTold() {
		this.contextRunner.withBean("first", ThrowingListener.class)
			.withBean("second", RecordingListener.class)
			.run((context) -> {
				context.getBean(ContextEvents.class).listener().rejected(REJECTION);
				assertThat(context.getBean(RecordingListener.class).rejections()).containsExactly(REJECTION);
			});
	}

	@Test
	void listenersThatCannotBeLookedUpDoNotDisturb() {
		this.contextRunner.withBean("broken", ContextListener.class, () -> {
			throw new IllegalStateException("no database");
		}, (definition) -> definition.setLazyInit(true))
			.run((context) -> context.getBean(ContextEvents.class).listener().rejected(REJECTION));
	}

	@Test
	void masterSwitchSwitchesEverythingOffBesideTheUsersOwnHeaders() {
		ContextHeaders own = new ContextHeaders(HeaderNames.DEFAULT, "session", TrustPolicy.validSyntax(),
				new RecordingListener());
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class,
					ServletContextAutoConfiguration.class, TracingContextAutoConfiguration.class,
					RestClientContextAutoConfiguration.class, WebClientContextAutoConfiguration.class))
			.withBean(ContextHeaders.class, () -> own)
			.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ContextHeaders.class)
				.doesNotHaveBean(ContextEvents.class));
	}

}
