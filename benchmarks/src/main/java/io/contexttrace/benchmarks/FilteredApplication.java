package io.contexttrace.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.contexttrace.CurrentContext;
import io.contexttrace.carrier.servlet.ContextFilter;
import io.contexttrace.header.HeaderNames;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.Assert;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * An application that has nothing but the starter, and of its filters those that are
 * measured, in their order.
 */
final class FilteredApplication implements AutoCloseable {

	/**
	 * What answers when the filters are through: nothing.
	 */
	static final FilterChain END = (request, response) -> {
	};

	private static final String CONTEXT_TRACE = ContextFilter.class.getPackageName();

	private @Nullable ConfigurableApplicationContext context;

	FilterChain start(Filters filters) {
		this.context = new SpringApplicationBuilder(Application.class)
			.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"logging.level.root=warn")
			.properties(filters.properties().toArray(String[]::new))
			.run();
		return chain(measured(this.context));
	}

	private static List<Filter> measured(ConfigurableApplicationContext context) {
		List<Filter> filters = new ArrayList<>();
		context.getBeanProvider(FilterRegistrationBean.class)
			.orderedStream()
			.forEach((registration) -> filters.add(registration.getFilter()));
		filters.removeIf((filter) -> !(filter instanceof ServerHttpObservationFilter)
				&& !filter.getClass().getPackageName().equals(CONTEXT_TRACE));
		Assert.state(!filters.isEmpty(), "None of the filters is there");
		return filters;
	}

	private static FilterChain chain(List<Filter> filters) {
		List<Filter> innermostFirst = new ArrayList<>(filters);
		Collections.reverse(innermostFirst);
		FilterChain chain = END;
		for (Filter filter : innermostFirst) {
			FilterChain next = chain;
			chain = (request, response) -> filter.doFilter(request, response, next);
		}
		return chain;
	}

	void check(StubResponse response) {
		if (this.context != null) {
			boolean bound = response.containsHeader(HeaderNames.DEFAULT.id())
					&& response.containsHeader(HeaderNames.TRACE_ID);
			Assert.state(bound == this.context.getBeanProvider(CurrentContext.class).iterator().hasNext(),
					"The context is bound in the wrong application");
		}
	}

	@Override
	public void close() {
		if (this.context != null) {
			this.context.close();
		}
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
