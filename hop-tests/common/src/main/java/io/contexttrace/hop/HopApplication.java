package io.contexttrace.hop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.test.CapturedLogs;
import io.contexttrace.test.HeldContexts;
import io.contexttrace.test.ModelServer;
import io.contexttrace.test.ReceivedRequest;
import io.contexttrace.test.RecordedCalls;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A running application with the starter, a model server and a service that it calls. It
 * is started as a user would start it; the {@link Witness} is one of its beans.
 */
public final class HopApplication implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final ModelServer models = ModelServer.builder().keptRequests(100_000).start();

	private final CalledService service = new CalledService();

	private final CapturedLogs lines;

	private final ConfigurableApplicationContext context;

	private HopApplication(Class<?> source, List<String> properties) {
		this.context = new SpringApplicationBuilder(source, WitnessConfiguration.class)
			.run(arguments(properties).toArray(String[]::new));
		// not before: the start resets the logging system
		this.lines = CapturedLogs.of(Witness.LOGGER);
	}

	/**
	 * Start an application.
	 * @param source its configuration, usually with {@code @EnableAutoConfiguration}
	 * @param properties what is set beside what the test itself needs, such as
	 * {@code server.port=0}; there is no web server unless
	 * {@code spring.main.web-application-type} says so
	 * @return the running application
	 */
	public static HopApplication start(Class<?> source, String... properties) {
		return new HopApplication(source, Arrays.asList(properties));
	}

	private List<String> arguments(List<String> properties) {
		Map<String, String> all = new LinkedHashMap<>();
		List<String> base = List.of("server.port=0", "spring.main.web-application-type=none",
				"spring.main.banner-mode=off", "spring.ai.openai.base-url=" + this.models.url(),
				"spring.ai.openai.api-key=none", "spring.ai.openai.max-retries=0",
				"management.tracing.sampling.probability=1.0", "management.otlp.metrics.export.enabled=false",
				"hop.service.url=" + this.service.url());
		for (List<String> some : List.of(base, properties)) {
			some.forEach((property) -> all.put(property.substring(0, property.indexOf('=')), "--" + property));
		}
		return new ArrayList<>(all.values());
	}

	/**
	 * A bean of the application.
	 * @param <T> its type
	 * @param type its type
	 * @return the bean
	 */
	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * The application.
	 * @return its context
	 */
	public ConfigurableApplicationContext context() {
		return this.context;
	}

	/**
	 * The port of its web server.
	 * @return the port
	 */
	public int port() {
		return Integer.parseInt(Objects.requireNonNull(this.context.getEnvironment().getProperty("local.server.port")));
	}

	/**
	 * What the application called.
	 * @return the service
	 */
	public CalledService service() {
		return this.service;
	}

	/**
	 * The model server.
	 * @return the server
	 */
	public ModelServer models() {
		return this.models;
	}

	/**
	 * The spans that have ended.
	 * @return the spans
	 */
	public FinishedSpans spans() {
		return bean(FinishedSpans.class);
	}

	/**
	 * Do something under a context, as a request or a user's own code would.
	 * @param contextId the context id
	 * @param action what to do
	 */
	public void under(String contextId, Runnable action) {
		BusinessContext business = BusinessContext.of(new ContextId(contextId), "session");
		try (CurrentContext.Scope scope = bean(CurrentContext.class).open(business)) {
			action.run();
		}
	}

	/**
	 * Wait until a piece of work of the {@link Witness} was done, and see under which
	 * context.
	 * @param what names the work
	 * @return what was seen
	 */
	public Sighting sighting(String what) {
		return sighting(what, 1);
	}

	/**
	 * Wait until a piece of work of the {@link Witness} was done some times, and see
	 * under which contexts.
	 * @param what names the work
	 * @param times how many times it is done at the least
	 * @return what was seen
	 */
	public Sighting sighting(String what, int times) {
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(seen(what)).as(what + ", " + times + " times")
				.matches((seen) -> seen.isComplete(times)));
		return seen(what);
	}

	/**
	 * Assert that a piece of work of the {@link Witness} was done, under one context in
	 * each respect: its line, its call and its record.
	 * @param what names the work
	 * @param contextId the context id
	 */
	public void assertSeenUnder(String what, String contextId) {
		assertThat(sighting(what).all()).as(what).containsOnly(contextId);
	}

	/**
	 * Assert that no thread holds a context any more.
	 */
	public void assertThreadsAreClean() {
		assertThat(bean(HeldContexts.class).awaitNone(PATIENCE)).as("threads that still hold a context").isEmpty();
	}

	/**
	 * The lines that the {@link Witness} has logged at a piece of work.
	 * @param what names the work
	 * @return the events, each with its MDC
	 */
	public List<ILoggingEvent> lines(String what) {
		return this.lines.all()
			.stream()
			.filter((event) -> event.getFormattedMessage().equals("Worked at " + what))
			.toList();
	}

	private Sighting seen(String what) {
		List<@Nullable String> lineIds = new ArrayList<>();
		lines(what).forEach((event) -> lineIds.add(event.getMDCPropertyMap().get("contextId")));
		List<@Nullable String> callIds = new ArrayList<>();
		for (ReceivedRequest request : this.service.requests("/" + what)) {
			callIds.add(request.header("X-Context-Id"));
		}
		List<@Nullable String> modelIds = new ArrayList<>();
		for (LlmCall call : bean(RecordedCalls.class).all()) {
			if (what.equals(call.request().model())) {
				BusinessContext business = call.context();
				modelIds.add((business != null) ? business.id().value() : null);
			}
		}
		return new Sighting(lineIds, callIds, modelIds);
	}

	@Override
	public void close() {
		this.context.close();
		this.lines.close();
		this.service.close();
		this.models.close();
	}

}
