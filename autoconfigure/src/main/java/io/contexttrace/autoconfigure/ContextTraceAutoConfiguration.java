package io.contexttrace.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import io.contexttrace.ContextIdGenerator;
import io.contexttrace.ContextListener;
import io.contexttrace.ContextScopeListener;
import io.contexttrace.CurrentContext;
import io.contexttrace.KeyProvider;
import io.contexttrace.MdcFields;
import io.contexttrace.NewContexts;
import io.contexttrace.ThreadCompanion;
import io.contexttrace.UserPseudonyms;
import io.contexttrace.carrier.bus.BusTracing;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.FunctionInvocations;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.header.OutgoingHosts;
import io.contexttrace.header.TraceFormats;
import io.contexttrace.header.TrustPolicy;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.CrossingTrace;
import io.contexttrace.propagation.LateWorkTracing;
import io.contexttrace.propagation.MicrometerCompanion;
import io.contexttrace.propagation.SpanReference;
import io.contexttrace.propagation.WorkTracing;
import io.contexttrace.workflow.ReactiveContexts;
import io.contexttrace.workflow.ReactiveSteps;
import io.contexttrace.workflow.Steps;
import io.micrometer.context.ContextSnapshotFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * Auto-configuration for what every carrier needs: the current context, new ids, the
 * context headers and who is told.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "context-trace.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ ContextTraceProperties.class, KeyProperties.class, TraceProperties.class })
public final class ContextTraceAutoConfiguration {

	private static final String REMOTE_FIELDS = "management.tracing.baggage.remote-fields";

	@Bean
	ContextEvents contextEvents(ObjectProvider<ContextListener> listeners) {
		return new ContextEvents(listeners);
	}

	@Bean
	@ConditionalOnMissingBean
	CurrentContext currentContext(ObjectProvider<ContextScopeListener> listeners,
			ObjectProvider<ThreadCompanion> companion) {
		return new CurrentContext(listeners.orderedStream().toList(), companion.getIfAvailable(ThreadCompanion::none));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty(name = "context-trace.mdc.enabled", matchIfMissing = true)
	MdcFields contextMdcFields(ContextTraceProperties properties) {
		return new MdcFields(PropertyChecks.mdcFieldNames(properties.mdc()));
	}

	@Bean
	@ConditionalOnMissingBean
	ContextIdGenerator contextIdGenerator(ContextTraceProperties properties) {
		return PropertyChecks.generator(properties.id());
	}

	@Bean
	@ConditionalOnMissingBean
	NewContexts newContexts(ContextIdGenerator ids, ContextTraceProperties properties, ContextEvents events) {
		return new NewContexts(ids, PropertyChecks.kind(properties.kind()), events.listener());
	}

	@Bean
	@ConditionalOnMissingBean
	UserPseudonyms userPseudonyms(ContextTraceProperties properties) {
		return PropertyChecks.pseudonyms(properties.user().key());
	}

	@Bean
	@ConditionalOnMissingBean
	KeyProvider contextKeyProvider(KeyProperties properties) {
		return KeyChecks.provider(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	TrustPolicy contextTrustPolicy() {
		return TrustPolicy.validSyntax();
	}

	@Bean
	@ConditionalOnMissingBean
	ContextHeaders contextHeaders(ContextTraceProperties properties, TrustPolicy trustPolicy, ContextEvents events) {
		return new ContextHeaders(PropertyChecks.headerNames(properties.header()),
				PropertyChecks.kind(properties.kind()), trustPolicy, events.listener());
	}

	@Bean
	@ConditionalOnMissingBean
	OutgoingHosts outgoingHosts(ContextTraceProperties properties) {
		return PropertyChecks.outgoingHosts(properties.outgoing());
	}

	@Bean
	@ConditionalOnMissingBean
	OutgoingHeaders outgoingHeaders(ContextHeaders headers, OutgoingHosts hosts, Environment environment,
			ObjectProvider<FunctionInvocations> invocations) {
		return new OutgoingHeaders(headers, hosts,
				Binder.get(environment).bind(REMOTE_FIELDS, Bindable.listOf(String.class)).orElse(List.of()),
				invocations.getIfUnique());
	}

	@Bean
	@ConditionalOnMissingBean
	TraceFormats traceFormats(TraceProperties properties, Environment environment) {
		return new TraceFormatsBinding(environment).formats(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	ContextReceiver contextReceiver(CurrentContext contexts, ContextHeaders headers, NewContexts newContexts,
			TraceFormats formats) {
		return new ContextReceiver(contexts, headers, newContexts, formats);
	}

	@Bean
	@ConditionalOnMissingBean
	ContextCrossing contextCrossing(ContextReceiver receiver, ContextHeaders headers, CrossingTrace trace,
			ContextEvents events) {
		return new ContextCrossing(receiver, headers, trace, events.listener());
	}

	@Bean
	@ConditionalOnMissingBean
	CrossingTrace crossingTrace(CurrentContext contexts, ObjectProvider<WorkTracing> tracing,
			ObjectProvider<SpanReference.Source> spans) {
		Supplier<SpanReference.Source> source = SingletonSupplier
			.of(() -> spans.getIfAvailable(SpanReference.Source::none));
		return new CrossingTrace(contexts,
				new LateWorkTracing(SingletonSupplier.of(() -> tracing.getIfAvailable(WorkTracing::none))),
				() -> source.get().current());
	}

	@Bean
	@ConditionalOnMissingBean
	Steps contextSteps(CurrentContext contexts, ContextCrossing crossing) {
		return new Steps(contexts, crossing);
	}

	@Bean
	@ConditionalOnMissingBean
	BusTracing contextBusTracing(ContextCrossing crossing) {
		return new BusTracing(crossing);
	}

	@Bean
	StartupReport contextTraceStartupReport(UserPseudonyms pseudonyms) {
		return new StartupReport(pseudonyms);
	}

	/**
	 * The same for reactive streams.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "reactor.core.publisher.Flux")
	static class ReactiveConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ReactiveContexts reactiveContexts(CurrentContext contexts) {
			return new ReactiveContexts(contexts);
		}

		@Bean
		@ConditionalOnMissingBean
		ReactiveSteps reactiveSteps(Steps steps) {
			return new ReactiveSteps(steps);
		}

	}

	/**
	 * What needs Micrometer's context propagation.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ContextSnapshotFactory.class)
	static class MicrometerConfiguration {

		@Bean
		@ConditionalOnMissingBean(ThreadCompanion.class)
		MicrometerCompanion contextMicrometerCompanion() {
			return new MicrometerCompanion();
		}

	}

}
