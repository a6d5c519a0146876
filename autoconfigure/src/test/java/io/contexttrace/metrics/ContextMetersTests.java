package io.contexttrace.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.Rejection;
import io.contexttrace.Step;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ContextMetersTests {

	private static final BusinessContext CONTEXT = BusinessContext.of(new ContextId("c-1"), "document");

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final ContextMeters meters = new ContextMeters(this.registry, 2);

	@Test
	void countsIssuedContexts() {
		this.meters.issued(CONTEXT, "http.server");
		this.meters.issued(CONTEXT, "http.server");
		assertThat(this.registry.get("context_trace.context.issued")
			.tags("kind", "document", "source", "http.server")
			.counter()
			.count()).isEqualTo(2);
	}

	@Test
	void countsRejectionsByReason() {
		this.meters.rejected(new Rejection("baggage", Rejection.Reason.OVERSIZED));
		assertThat(this.registry.get("context_trace.context.rejected")
			.tags("carrier", "baggage", "reason", "oversized")
			.counter()
			.count()).isOne();
	}

	@Test
	void countsLostRecords() {
		this.meters.lost("log", "queue_full", 7);
		assertThat(this.registry.get("context_trace.records.dropped")
			.tags("sink", "log", "reason", "queue_full")
			.counter()
			.count()).isEqualTo(7);
	}

	@Test
	void measuresSteps() {
		this.meters.finished(step("http.server"));
		assertThat(this.registry.get("context_trace.step.duration")
			.tags("kind", "document", "name", "http.server", "outcome", "cancelled")
			.timer()
			.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(40);
	}

	@Test
	void namesBeyondTheCapAreOther() {
		for (int i = 0; i < 10; i++) {
			this.meters.finished(step("step-" + i));
		}
		assertThat(this.registry.get("context_trace.step.duration").timers())
			.extracting((timer) -> timer.getId().getTag("name"))
			.containsExactlyInAnyOrder("step-0", "step-1", "other");
	}

	@Test
	void redactionsAreCountedByType() {
		this.meters.redacted("email", 2);
		this.meters.redacted("email", 3);
		this.meters.redacted("iban", 1);
		assertThat(this.registry.get("context_trace.redactions").tag("type", "email").counter().count()).isEqualTo(5);
		assertThat(this.registry.get("context_trace.redactions").tag("type", "iban").counter().count()).isEqualTo(1);
	}

	@Test
	void countsHeadersThatHadNoRoom() {
		this.meters.skipped("sqs.producer", "attributes");
		this.meters.skipped("sqs.producer", "attributes");
		this.meters.skipped("sns.producer", "size");
		assertThat(this.registry.get("context_trace.headers.skipped")
			.tags("carrier", "sqs.producer", "reason", "attributes")
			.counter()
			.count()).isEqualTo(2);
	}

	@Test
	void noTagHoldsAnId() {
		this.meters.issued(CONTEXT, "http.server");
		this.meters.finished(step("http.server"));
		assertThat(this.registry.getMeters()).flatExtracting((meter) -> meter.getId().getTags())
			.extracting(Tag::getValue)
			.doesNotContain("c-1");
	}

	private static Step step(String name) {
		return new Step(CONTEXT, name, Instant.EPOCH, Duration.ofMillis(40), Step.Outcome.CANCELLED, null);
	}

}
