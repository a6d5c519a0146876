package io.contexttrace.autoconfigure;

import io.contexttrace.CurrentContext;
import io.contexttrace.UserPseudonyms;
import io.contexttrace.carrier.servlet.ContextFilter;
import io.contexttrace.carrier.servlet.ContextResolver;
import io.contexttrace.carrier.servlet.ExcludedRequests;
import io.contexttrace.carrier.servlet.PrincipalFilter;
import io.contexttrace.carrier.servlet.RequestContextReader;
import io.contexttrace.carrier.servlet.TraceHeadersFilter;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.propagation.PathExclusions;
import io.contexttrace.propagation.SpanReference;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Auto-configuration that takes a context from each request that arrives at a servlet
 * container, and answers with its ids.
 */
@AutoConfiguration(after = { ContextTraceAutoConfiguration.class, TracingContextAutoConfiguration.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class, OncePerRequestFilter.class })
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.servlet.enabled", matchIfMissing = true)
public final class ServletContextAutoConfiguration {

	private static final int BEFORE_OBSERVATION = Ordered.HIGHEST_PRECEDENCE;

	private static final int AFTER_OBSERVATION = Ordered.HIGHEST_PRECEDENCE + 2;

	private static final int AFTER_SECURITY = -99;

	@Bean
	@ConditionalOnMissingBean
	RequestContextReader requestContextReader(ObjectProvider<ContextResolver> resolvers, ContextReceiver receiver,
			ContextHeaders headers) {
		return new RequestContextReader(ContextResolver.firstOf(resolvers.orderedStream().toList()), receiver,
				headers.names());
	}

	@Bean
	@ConditionalOnMissingBean(value = ContextFilter.class, parameterizedContainer = FilterRegistrationBean.class)
	FilterRegistrationBean<ContextFilter> contextFilter(RequestContextReader reader, ContextEvents events,
			ContextTraceProperties properties) {
		PathExclusions excluded = PathChecks.exclusions("servlet.exclude", properties.servlet().exclude());
		FilterRegistrationBean<ContextFilter> registration = new FilterRegistrationBean<>(
				new ContextFilter(reader, events.listener(), new ExcludedRequests(excluded)));
		registration.setOrder(BEFORE_OBSERVATION);
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR,
				DispatcherType.FORWARD);
		return registration;
	}

	@Bean
	@ConditionalOnMissingBean(value = TraceHeadersFilter.class, parameterizedContainer = FilterRegistrationBean.class)
	FilterRegistrationBean<TraceHeadersFilter> traceHeadersFilter(CurrentContext contexts,
			ObjectProvider<SpanReference.Source> spans) {
		FilterRegistrationBean<TraceHeadersFilter> registration = new FilterRegistrationBean<>(
				new TraceHeadersFilter(contexts, spans.getIfAvailable(SpanReference.Source::none)));
		registration.setOrder(AFTER_OBSERVATION);
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		return registration;
	}

	@Bean
	@ConditionalOnMissingBean(value = PrincipalFilter.class, parameterizedContainer = FilterRegistrationBean.class)
	FilterRegistrationBean<PrincipalFilter> principalFilter(CurrentContext contexts, RequestContextReader reader,
			UserPseudonyms pseudonyms, ContextTraceProperties properties) {
		FilterRegistrationBean<PrincipalFilter> registration = new FilterRegistrationBean<>(
				new PrincipalFilter(contexts, reader, properties.user().fromPrincipal() ? pseudonyms : null));
		registration.setOrder(AFTER_SECURITY);
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		return registration;
	}

}
