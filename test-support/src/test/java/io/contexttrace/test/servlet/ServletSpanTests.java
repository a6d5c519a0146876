package io.contexttrace.test.servlet;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.contexttrace.BusinessContext;
import io.contexttrace.CurrentContext;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.ObservationFilter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

class ServletSpanTests {

	@Test
	void spansCarryTheContext() throws Exception {
		try (ServletApp app = ServletApp.start(SpanApp.class)) {
			String traceId = app
				.get("/outgoing", "X-Context-Id", "ctx-1", "X-Context-Kind", "batch", "X-Context-Parent", "ctx-0",
						"X-Context-User", "u-1")
				.headers()
				.firstValue("X-Trace-Id")
				.orElseThrow();
			List<SpanData> spans = app.bean(EndedSpans.class).ofTrace(traceId, 3);
			SpanData server = spans.get(spans.size() - 1);
			assertThat(server.getKind()).isEqualTo(SpanKind.SERVER);
			assertThat(attribute(server, "context.id")).isEqualTo("ctx-1");
			assertThat(attribute(server, "context.kind")).isEqualTo("batch");
			assertThat(attribute(server, "context.parent.id")).isEqualTo("ctx-0");
			assertThat(attribute(server, "enduser.pseudo.id")).isEqualTo("u-1");
			assertThat(spans).extracting(SpanData::getKind).contains(SpanKind.CLIENT);
			assertThat(spans).allSatisfy((span) -> assertThat(attribute(span, "context.id")).isEqualTo("ctx-1"));
		}
	}

	@Test
	void spansCarryThePrompt() throws Exception {
		try (ServletApp app = ServletApp.start(SpanApp.class)) {
			String traceId = app
				.get("/outgoing", "X-Context-Id", "ctx-1", "X-Context-Prompt", "order-help;v=3;variant=b")
				.headers()
				.firstValue("X-Trace-Id")
				.orElseThrow();
			assertThat(app.bean(EndedSpans.class).ofTrace(traceId, 3)).allSatisfy((span) -> {
				assertThat(attribute(span, "gen_ai.prompt.name")).isEqualTo("order-help");
				assertThat(attribute(span, "gen_ai.prompt.version")).isEqualTo("3");
				assertThat(attribute(span, "gen_ai.prompt.variant")).isEqualTo("b");
			});
			app.get("/work", "X-Context-Id", "ctx-2");
			assertThat(app.bean(EndedSpans.class).spans)
				.filteredOn((span) -> "ctx-2".equals(attribute(span, "context.id")))
				.allSatisfy((span) -> assertThat(attribute(span, "gen_ai.prompt.name")).isNull());
		}
	}

	@Test
	void unsampledSpansAreNotRecorded() throws Exception {
		try (ServletApp app = ServletApp.start(SpanApp.class, "management.tracing.sampling.probability=0")) {
			app.get("/work", "X-Context-Id", "ctx-1");
			assertThat(app.log().mdc("controller")).containsEntry("contextId", "ctx-1").containsKey("traceId");
			assertThat(app.bean(EndedSpans.class).spans).isEmpty();
		}
	}

	@Test
	void samplersAndObservationFiltersSeeTheContext() throws Exception {
		try (ServletApp app = ServletApp.start(SamplingApp.class)) {
			app.get("/work", "X-Context-Id", "ctx-kept");
			app.get("/work", "X-Context-Id", "ctx-dropped");
			app.get("/work", "X-Context-Id", "ctx-kept");
			List<SpanData> spans = app.bean(EndedSpans.class).spans;
			Awaitility.await().until(() -> spans.size() >= 2);
			assertThat(spans).hasSize(2).allSatisfy((span) -> {
				assertThat(attribute(span, "context.id")).isEqualTo("ctx-kept");
				assertThat(attribute(span, "seen.by.filter")).isEqualTo("ctx-kept");
			});
		}
	}

	private static @Nullable String attribute(SpanData span, String key) {
		return span.getAttributes().get(AttributeKey.stringKey(key));
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ WorkApp.class, EndedSpans.class })
	static class SpanApp {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ WorkApp.class, EndedSpans.class, ContextSampler.class })
	static class SamplingApp {

		@Bean
		ObservationFilter contextObservationFilter() {
			return (observation) -> {
				BusinessContext context = CurrentContext.get();
				return observation.addHighCardinalityKeyValue(
						KeyValue.of("seen.by.filter", (context != null) ? context.id().value() : "nothing"));
			};
		}

	}

	static class ContextSampler implements Sampler {

		@Override
		public SamplingResult shouldSample(Context parent, String traceId, String name, SpanKind kind,
				Attributes attributes, List<LinkData> links) {
			BusinessContext context = CurrentContext.get();
			return (context != null && context.id().value().equals("ctx-kept")) ? SamplingResult.recordAndSample()
					: SamplingResult.drop();
		}

		@Override
		public String getDescription() {
			return "ByContext";
		}

	}

	static class EndedSpans implements SpanProcessor {

		private final List<SpanData> spans = new CopyOnWriteArrayList<>();

		@Override
		public void onStart(Context parent, ReadWriteSpan span) {
		}

		@Override
		public boolean isStartRequired() {
			return false;
		}

		@Override
		public void onEnd(ReadableSpan span) {
			this.spans.add(span.toSpanData());
		}

		@Override
		public boolean isEndRequired() {
			return true;
		}

		List<SpanData> ofTrace(String traceId, int count) {
			return Awaitility.await()
				.until(() -> this.spans.stream().filter((span) -> span.getTraceId().equals(traceId)).toList(),
						(found) -> found.size() == count);
		}

	}

}
