package io.contexttrace.hop.threads;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.contexttrace.Step;
import io.contexttrace.hop.HopApplication;
import io.contexttrace.test.CapturedLogs;
import io.contexttrace.test.HeldContexts;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks that Spring schedules by annotation, on platform threads.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScheduledHopTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private HopApplication application;

	private CapturedLogs failures;

	@BeforeAll
	void start() {
		this.application = HopApplication.start(Application.class, properties().toArray(String[]::new));
		this.failures = CapturedLogs.of("org.springframework.scheduling");
		this.application.bean(ScheduledWork.class).begin();
	}

	Stream<String> properties() {
		return Stream.of("context-trace.scheduled.kind=nightly", "spring.task.scheduling.pool.size=4");
	}

	@AfterAll
	void stop() {
		HeldContexts held = this.application.bean(HeldContexts.class);
		this.failures.close();
		this.application.close();
		assertThat(held.awaitNone(PATIENCE)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "rate", "delay", "cron" })
	void eachRunHasAContextOfItsOwn(String what) {
		int runs = what.equals("cron") ? 2 : 3;
		this.application.sighting(what, runs);
		Set<String> ids = new HashSet<>();
		for (ILoggingEvent line : this.application.lines(what).subList(0, runs)) {
			assertThat(line.getMDCPropertyMap()).containsEntry("contextKind", "nightly")
				.containsKeys("traceId", "xrayTraceId");
			ids.add(line.getMDCPropertyMap().get("contextId"));
		}
		assertThat(ids).hasSize(runs).doesNotContainNull();
		assertThat(this.application.sighting(what, runs).all()).containsAll(ids).doesNotContainNull();
		ids.forEach((id) -> assertThat(step(id)).isEqualTo(Step.Outcome.OK));
	}

	@Test
	void oneTimeTaskHasAContext() {
		String id = contextId("once");
		this.application.assertSeenUnder("once", id);
		assertThat(step(id)).isEqualTo(Step.Outcome.OK);
	}

	@ParameterizedTest
	@ValueSource(strings = { "failing-rate", "failing-delay", "failing-cron" })
	void failureIsInTheStepAndItsLineBearsTheContext(String what) {
		String id = contextId(what);
		assertThat(step(id)).isEqualTo(Step.Outcome.ERROR);
		assertThat(failureLine(what)).isEqualTo(id);
	}

	@Test
	void reactiveTaskHasAContextOnAllItsThreads() {
		String id = contextId("reactive");
		this.application.assertSeenUnder("reactive", id);
		assertThat(step(id)).isEqualTo(Step.Outcome.OK);
	}

	@Test
	void failureOfAReactiveTaskIsInTheStep() {
		assertThat(step(contextId("failing-reactive"))).isEqualTo(Step.Outcome.ERROR);
	}

	@Test
	void whatIsCurrentWhereATaskIsRegisteredDoesNotFollowIt() {
		Observation observation = Observation.start("registering", this.application.bean(ObservationRegistry.class));
		this.application.under("registering", () -> {
			try (Observation.Scope scope = observation.openScope()) {
				this.application.bean(ScheduledWork.Late.class);
			}
		});
		observation.stop();
		String traceId = this.application.spans().await((span) -> span.getName().equals("registering")).getTraceId();
		this.application.sighting("late", 2);
		assertThat(this.application.lines("late"))
			.allSatisfy((line) -> assertThat(line.getMDCPropertyMap()).doesNotContainEntry("contextId", "registering")
				.doesNotContainEntry("traceId", traceId));
	}

	private Step.Outcome step(String contextId) {
		return this.application.bean(FinishedSteps.class).await("scheduled", contextId).outcome();
	}

	private String contextId(String what) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.application.lines(what)).isNotEmpty());
		String id = this.application.lines(what).get(0).getMDCPropertyMap().get("contextId");
		assertThat(id).as(what).isNotNull();
		return id;
	}

	private String failureLine(String what) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(failureLines(what)).isNotEmpty());
		return failureLines(what).get(0).getMDCPropertyMap().get("contextId");
	}

	private List<ILoggingEvent> failureLines(String what) {
		return this.failures.all()
			.stream()
			.filter((event) -> event.getThrowableProxy() != null
					&& event.getThrowableProxy().getMessage().startsWith(what + " "))
			.toList();
	}

	/**
	 * The application.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	@EnableScheduling
	@Import({ ScheduledWork.class, ScheduledWork.Late.class, FinishedSteps.class })
	static class Application {

	}

}
