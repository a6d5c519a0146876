package io.contexttrace.hop.workflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.contexttrace.CurrentContext;
import io.contexttrace.Step;
import io.contexttrace.hop.HopApplication;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A saga over a table between two applications, with what is approved by a human, what
 * fails and is compensated, and what takes too long.
 */
class SagaTests {

	private static final String DATABASE = "spring.datasource.url=jdbc:h2:mem:saga;DB_CLOSE_DELAY=-1";

	private static HopApplication front;

	private static HopApplication back;

	@BeforeAll
	static void start() {
		back = HopApplication.start(SagaApplication.class, DATABASE, "office=back");
		front = HopApplication.start(SagaApplication.class, DATABASE, "office=front");
	}

	@AfterAll
	static void stop() {
		front.close();
		back.close();
	}

	@Test
	void everyStepOfASagaBearsItsIdInBothApplications() {
		SagaApplication.FrontOffice office = front.bean(SagaApplication.FrontOffice.class);
		front.under("customer-1", () -> office.ask("loan-1"));
		front.under("manager-1", () -> {
			office.approve("loan-1");
			assertThat(CurrentContext.get()).extracting((context) -> context.id().value()).isEqualTo("manager-1");
		});
		back.assertSeenUnder("check-loan-1", "loan-1");
		front.assertSeenUnder("ask-loan-1", "loan-1");
		back.assertSeenUnder("book-loan-1", "loan-1");
		front.assertSeenUnder("letter-loan-1", "loan-1");
		for (String handler : List.of("ledger", "statistics", "audit")) {
			back.assertSeenUnder(handler + "-loan-1", "loan-1");
		}
		assertThat(back.lines("book-loan-1"))
			.allSatisfy((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("contextKind", "workflow")
				.containsEntry("parentContextId", "customer-1"));
		assertThat(steps(front, "loan-1")).contains("check-credit.dispatch", "ask-for-approval", "approve",
				"book.dispatch", "letter");
		assertThat(steps(back, "loan-1")).contains("credit-check", "credit-checked.dispatch", "booking",
				"booked.dispatch", "ledger", "statistics", "audit");
		assertThat(steps(front, "manager-1")).isEmpty();
		front.assertThreadsAreClean();
		back.assertThreadsAreClean();
	}

	@Test
	void eachMessageIsATraceOfItsOwnThatLinksToTheSender() {
		SagaApplication.FrontOffice office = front.bean(SagaApplication.FrontOffice.class);
		front.under("customer-2", () -> office.ask("loan-2"));
		front.under("manager-2", () -> office.approve("loan-2"));
		for (String handler : List.of("ledger", "statistics", "audit")) {
			back.assertSeenUnder(handler + "-loan-2", "loan-2");
		}
		SpanData asked = span("check-credit.dispatch", "loan-2");
		SpanData checked = span("credit-check", "loan-2");
		SpanData approved = span("approve", "loan-2");
		SpanData booked = span("booking", "loan-2");
		SpanData archived = span("archive.dispatch", "loan-2");
		assertThat(asked.getKind()).isEqualTo(SpanKind.PRODUCER);
		assertLinks(checked, asked);
		assertThat(archived.getParentSpanId()).isEqualTo(booked.getSpanId());
		for (String handler : List.of("ledger", "statistics", "audit")) {
			assertLinks(span(handler, "loan-2"), archived);
		}
		assertThat(Stream.of(asked, checked, approved, booked).map(SpanData::getTraceId)).doesNotHaveDuplicates();
		assertThat(all("loan-2"))
			.allSatisfy((span) -> assertThat(attribute(span, "context.parent.id")).isEqualTo("customer-2"));
	}

	@Test
	void whatFailsIsRetriedAndCompensatedUnderTheSameId() {
		SagaApplication.FrontOffice office = front.bean(SagaApplication.FrontOffice.class);
		front.under("customer-3", () -> office.ask("broken-3"));
		front.under("manager-3", () -> office.approve("broken-3"));
		assertThat(back.sighting("book-broken-3", 3).all()).containsOnly("broken-3");
		back.assertSeenUnder("release-broken-3", "broken-3");
		List<Step> booking = back.bean(SagaApplication.ToldSteps.class)
			.of("broken-3")
			.stream()
			.filter((step) -> step.name().equals("booking"))
			.toList();
		assertThat(booking).hasSize(3).allSatisfy((step) -> {
			assertThat(step.outcome()).isEqualTo(Step.Outcome.ERROR);
			assertThat(step.errorType()).isEqualTo("java.lang.IllegalStateException");
		});
		assertThat(steps(front, "broken-3")).contains("compensate", "release-credit.dispatch");
		front.assertThreadsAreClean();
		back.assertThreadsAreClean();
	}

	@Test
	void whatTakesTooLongIsCompensatedUnderTheSameId() {
		SagaApplication.FrontOffice office = front.bean(SagaApplication.FrontOffice.class);
		front.under("customer-4", () -> office.ask("late-4"));
		office.expire("late-4");
		back.assertSeenUnder("release-late-4", "late-4");
		assertThat(steps(front, "late-4")).contains("approval-timeout").doesNotContain("approve");
	}

	@Test
	void sagasAtTheSameTimeDoNotMix() {
		SagaApplication.FrontOffice office = front.bean(SagaApplication.FrontOffice.class);
		List<String> loans = Stream.of(1, 2, 3, 4, 5).map((number) -> "many-" + number).toList();
		loans.parallelStream().forEach((loan) -> front.under("customer-" + loan, () -> office.ask(loan)));
		loans.parallelStream().forEach(office::approve);
		for (String loan : loans) {
			back.assertSeenUnder("book-" + loan, loan);
			back.assertSeenUnder("audit-" + loan, loan);
		}
	}

	@Test
	void hostileMetadataIsHandledUnderANewContextAndCounted() {
		OutboxBus bus = front.bean(OutboxBus.class);
		Map<String, Object> hostile = Map.of("forged", "a\r\nb", "oversized", "x".repeat(10_000), "repeated",
				List.of("a", "b"), "nested", Map.of("id", "a"), "blank", " ", "trace", "good-id");
		hostile.forEach((name, value) -> {
			Map<String, Object> metadata = Map.of("X-Context-Id", value, "X-Context-Kind", "no kind", "traceparent",
					"00-zzz\r\n-01", "baggage", "context.id=%0d%0a");
			bus.store("outbox", new Envelope("release-credit", metadata, name));
		});
		bus.store("outbox", new Envelope("release-credit", Map.of(), "none"));
		bus.store("outbox", new Envelope("release-credit", Map.of("x-context-id", 4711), "number"));
		for (String name : List.of("forged", "oversized", "repeated", "nested", "blank", "none")) {
			assertThat(Set.copyOf(back.sighting("release-" + name).all())).singleElement()
				.satisfies((id) -> assertThat(id).hasSize(36));
		}
		back.assertSeenUnder("release-trace", "good-id");
		back.assertSeenUnder("release-number", "4711");
		assertThat(rejected("malformed")).isGreaterThanOrEqualTo(3);
		assertThat(rejected("oversized")).isEqualTo(1);
		assertThat(rejected("repeated")).isEqualTo(1);
		back.assertThreadsAreClean();
	}

	@Test
	void headerThatIsThereAlreadyStaysOnAForward() {
		Map<String, Object> metadata = Map.of("X-Context-Id", "first-sender", "traceparent",
				"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
		front.under("forwarder",
				() -> front.bean(OutboxBus.class).send(new Envelope("release-credit", metadata, "forwarded")));
		back.assertSeenUnder("release-forwarded", "first-sender");
		SpanData forwarded = span("credit-release", "first-sender");
		assertThat(forwarded.getLinks()).singleElement()
			.satisfies((link) -> assertThat(link.getSpanContext().getSpanId()).isEqualTo("b7ad6b7169203331"));
	}

	private static double rejected(String reason) {
		Collection<Counter> counters = back.bean(MeterRegistry.class)
			.find("context_trace.context.rejected")
			.tags("carrier", "loans", "reason", reason)
			.counters();
		return counters.stream().mapToDouble(Counter::count).sum();
	}

	private static List<String> steps(HopApplication application, String contextId) {
		return application.bean(SagaApplication.ToldSteps.class).of(contextId).stream().map(Step::name).toList();
	}

	private static void assertLinks(SpanData consumer, SpanData producer) {
		assertThat(consumer.getKind()).isEqualTo(SpanKind.CONSUMER);
		assertThat(consumer.getParentSpanContext().isValid()).isFalse();
		assertThat(consumer.getTraceId()).isNotEqualTo(producer.getTraceId());
		assertThat(consumer.getLinks()).singleElement()
			.satisfies((link) -> assertThat(link.getSpanContext().getSpanId()).isEqualTo(producer.getSpanId()));
	}

	private static SpanData span(String name, String contextId) {
		Awaitility.await().until(() -> all(contextId).stream().anyMatch((span) -> span.getName().equals(name)));
		return all(contextId).stream().filter((span) -> span.getName().equals(name)).findFirst().orElseThrow();
	}

	private static List<SpanData> all(String contextId) {
		List<SpanData> spans = new ArrayList<>(front.spans().all());
		spans.addAll(back.spans().all());
		return spans.stream()
			.filter((span) -> contextId.equals(attribute(span, "context.id")))
			.collect(Collectors.toList());
	}

	private static String attribute(SpanData span, String name) {
		return span.getAttributes().get(AttributeKey.stringKey(name));
	}

}
