package io.contexttrace.leak.span;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.contexttrace.UserPseudonyms;
import io.contexttrace.leak.LeakGate;
import io.contexttrace.llm.redact.Redaction;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpanRedactionTests {

	private static final UserPseudonyms PSEUDONYMS = UserPseudonyms.withKey("0123456789abcdef");

	private static final LeakGate GATE = new LeakGate((text) -> new Redaction(text.replace("secret", "[x]"), Map.of()));

	@Test
	void takesSecretsOutOfEverythingButIds() {
		SpanData span = ended(false);
		assertThat(span.getName()).isEqualTo("GET /[x]");
		assertThat(span.getAttributes().asMap()).containsEntry(AttributeKey.stringKey("http.url"), "/q?a=[x]")
			.containsEntry(AttributeKey.stringKey("context.id"), "secret")
			.containsEntry(AttributeKey.longKey("number"), 5L)
			.containsEntry(AttributeKey.stringArrayKey("list"), List.of("a [x]", "b"));
		assertThat(span.getStatus().getDescription()).isEqualTo("failed with [x]");
		assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
		assertThat(span.getEvents()).singleElement().satisfies((event) -> {
			assertThat(event.getName()).isEqualTo("exception");
			assertThat(event.getAttributes().toString()).doesNotContain("secret")
				.contains("IllegalStateException: a [x]");
		});
		assertThat(span.getLinks()).singleElement()
			.satisfies((link) -> assertThat(link.getAttributes().toString()).contains("[x]").doesNotContain("secret"));
		assertThat(span.getAttributes().toString()).doesNotContain("question");
	}

	@Test
	void keepsContentWithoutSecretsWhereItIsCaptured() {
		assertThat(ended(true).getAttributes().asMap()).containsEntry(AttributeKey.stringKey("db.vector.query.content"),
				"a [x] question");
	}

	@Test
	void knowsContentByItsName() {
		assertThat(List.of("gen_ai.prompt", "gen_ai.completion", "gen_ai.prompt.0.content", "gen_ai.content.prompt",
				"spring.ai.tool.call.arguments", "gen_ai.output.messages"))
			.allMatch(ContentAttributes::isContent);
		assertThat(List.of("gen_ai.prompt.name", "gen_ai.prompt.version", "gen_ai.request.model", "db.system"))
			.noneMatch(ContentAttributes::isContent);
	}

	@Test
	void knowsIdsByTheirName() {
		assertThat(List.of("context.id", "context_trace.request_id", "gen_ai.response.id"))
			.allMatch(ContentAttributes::isId);
		assertThat(ContentAttributes.isId("http.url")).isFalse();
	}

	@Test
	void takesContentOutOfObservations() {
		Observation.Context context = observed();
		new ContentObservationFilter(GATE, false, PSEUDONYMS).map(context);
		assertThat(context.getAllKeyValues()).extracting(KeyValue::getKey).containsExactly("other");
		context = observed();
		new ContentObservationFilter(GATE, true, PSEUDONYMS).map(context);
		assertThat(context.getLowCardinalityKeyValue("gen_ai.prompt").getValue()).isEqualTo("low [x]");
		assertThat(context.getHighCardinalityKeyValue("gen_ai.completion").getValue()).isEqualTo("high [x]");
		assertThat(context.getHighCardinalityKeyValue("other").getValue()).isEqualTo("secret");
	}

	@Test
	void conversationIdThatShowsSomebodyBecomesAPseudonym() {
		for (String name : List.of("gen_ai.conversation.id", "spring.ai.chat.client.conversation.id")) {
			Observation.Context context = new Observation.Context()
				.addHighCardinalityKeyValue(KeyValue.of(name, "talk of secret"));
			new ContentObservationFilter(GATE, false, PSEUDONYMS).map(context);
			assertThat(context.getHighCardinalityKeyValue(name).getValue())
				.isEqualTo(PSEUDONYMS.pseudonym("talk of secret"));
			context = new Observation.Context().addHighCardinalityKeyValue(KeyValue.of(name, "talk-1"));
			new ContentObservationFilter(GATE, false, PSEUDONYMS).map(context);
			assertThat(context.getHighCardinalityKeyValue(name).getValue()).isEqualTo("talk-1");
		}
	}

	@Test
	void leavesAProcessorAloneThatIsNotToldOfEnds() {
		SpanProcessor processor = SpanProcessor.composite();
		assertThat(new RedactedSpanProcessors((span) -> span).before(processor)).isSameAs(processor);
	}

	private static Observation.Context observed() {
		return new Observation.Context().addLowCardinalityKeyValue(KeyValue.of("gen_ai.prompt", "low secret"))
			.addHighCardinalityKeyValue(KeyValue.of("gen_ai.completion", "high secret"))
			.addHighCardinalityKeyValue(KeyValue.of("other", "secret"));
	}

	private static SpanData ended(boolean keepsContent) {
		EndedSpans spans = new EndedSpans();
		SpanProcessor processor = new RedactedSpanProcessors(new SpanRedaction(GATE, keepsContent)).before(spans);
		try (SdkTracerProvider provider = SdkTracerProvider.builder().addSpanProcessor(processor).build()) {
			Span span = provider.get("test")
				.spanBuilder("GET /secret")
				.addLink(SpanContext.create("0".repeat(31) + "1", "0".repeat(15) + "1", TraceFlags.getSampled(),
						TraceState.getDefault()), Attributes.of(AttributeKey.stringKey("why"), "secret"))
				.startSpan();
			span.setAttribute("http.url", "/q?a=secret")
				.setAttribute("context.id", "secret")
				.setAttribute("number", 5)
				.setAttribute(AttributeKey.stringArrayKey("list"), List.of("a secret", "b"))
				.setAttribute("db.vector.query.content", "a secret question")
				.recordException(new IllegalStateException("a secret"))
				.setStatus(StatusCode.ERROR, "failed with secret");
			span.end();
		}
		assertThat(spans.ended).hasSize(1);
		ReadableSpan ended = spans.ended.get(0);
		assertThat(ended.getAttribute(AttributeKey.stringKey("http.url"))).isEqualTo("/q?a=[x]");
		assertThat(ended.getName()).isEqualTo(ended.toSpanData().getName());
		return ended.toSpanData();
	}

	private static final class EndedSpans implements SpanProcessor {

		private final List<ReadableSpan> ended = new CopyOnWriteArrayList<>();

		@Override
		public void onStart(Context parent, ReadWriteSpan span) {
		}

		@Override
		public boolean isStartRequired() {
			return true;
		}

		@Override
		public void onEnd(ReadableSpan span) {
			this.ended.add(span);
		}

		@Override
		public boolean isEndRequired() {
			return true;
		}

	}

}
