package io.contexttrace.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmTransport;
import io.contexttrace.llm.LlmUsage;
import io.contexttrace.llm.Stage;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LlmCallMetersTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final LlmCallMeters meters = new LlmCallMeters(this.registry, 3);

	@Test
	void measuresDurationAndTokensOfASuccess() {
		this.meters.finished(LlmCalls.succeeded("gpt", LlmCalls.USAGE));
		Timer duration = this.registry.get(MeterNames.LLM_DURATION)
			.tags(MeterNames.OPERATION, "chat", MeterNames.PROVIDER, "openai", MeterNames.REQUEST_MODEL, "gpt",
					MeterNames.RESPONSE_MODEL, "gpt-2026", MeterNames.ERROR_TYPE, "none", MeterNames.PROMPT_NAME,
					"none", MeterNames.PROMPT_VERSION, "none")
			.timer();
		assertThat(duration.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(300);
		assertThat(count(MeterNames.LLM_INPUT_TOKENS)).isEqualTo(1200);
		assertThat(count(MeterNames.LLM_OUTPUT_TOKENS)).isEqualTo(80);
		assertThat(count(MeterNames.LLM_CACHE_READ_TOKENS)).isEqualTo(1000);
		assertThat(count(MeterNames.LLM_CACHE_WRITE_TOKENS)).isEqualTo(200);
		assertThat(count(MeterNames.LLM_REASONING_TOKENS)).isEqualTo(30);
	}

	@Test
	void measuresAFailureByItsType() {
		this.meters.finished(LlmCalls.failed(LlmCallStatus.RATE_LIMITED, "com.example.RateLimitException"));
		this.meters.finished(LlmCalls.failed(LlmCallStatus.CANCELLED, null));
		assertThat(this.registry.get(MeterNames.LLM_DURATION)
			.tag(MeterNames.ERROR_TYPE, "com.example.RateLimitException")
			.tag(MeterNames.RESPONSE_MODEL, "none")
			.timer()
			.count()).isOne();
		assertThat(this.registry.get(MeterNames.LLM_DURATION).tag(MeterNames.ERROR_TYPE, "cancelled").timer().count())
			.isOne();
	}

	@Test
	void unknownUsageIsNotCountedAsZero() {
		this.meters.finished(LlmCalls.succeeded("gpt", LlmUsage.UNREPORTED));
		assertThat(ids()).extracting(Meter.Id::getName).containsExactly(MeterNames.LLM_DURATION);
	}

	@Test
	void recordsTheMeanTimePerChunkOncePerStream() {
		this.meters.finished(LlmCalls.streamed(1100, 100, 11));
		Timer first = this.registry.get(MeterNames.LLM_TIME_TO_FIRST_CHUNK).timer();
		Timer perChunk = this.registry.get(MeterNames.LLM_TIME_PER_OUTPUT_CHUNK).timer();
		assertThat(first.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(100);
		assertThat(perChunk.count()).isOne();
		assertThat(perChunk.totalTime(TimeUnit.MILLISECONDS)).isCloseTo(100, within(0.001));
	}

	@Test
	void aStreamOfOneChunkHasNoTimePerChunk() {
		this.meters.finished(LlmCalls.streamed(1100, 1000, 1));
		assertThat(this.registry.find(MeterNames.LLM_TIME_TO_FIRST_CHUNK).timer()).isNotNull();
		assertThat(this.registry.find(MeterNames.LLM_TIME_PER_OUTPUT_CHUNK).timer()).isNull();
	}

	@Test
	void bucketsOfDurationsDoubleFrom10Milliseconds() {
		this.meters.finished(LlmCalls.streamed(1100, 100, 11));
		double[] expected = { 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92 };
		for (String name : new String[] { MeterNames.LLM_DURATION, MeterNames.LLM_TIME_TO_FIRST_CHUNK,
				MeterNames.LLM_TIME_PER_OUTPUT_CHUNK }) {
			Timer timer = this.registry.get(name).timer();
			assertThat(Arrays.stream(timer.takeSnapshot().histogramCounts())
				.mapToDouble((bucket) -> bucket.bucket(TimeUnit.SECONDS))
				.toArray()).containsExactly(expected, within(1e-9));
			assertThat(timer.takeSnapshot().percentileValues()).isEmpty();
		}
	}

	@Test
	void bucketsOfTokensArePowersOf4() {
		this.meters.finished(LlmCalls.succeeded("gpt", LlmCalls.USAGE));
		DistributionSummary summary = this.registry.get(MeterNames.LLM_CALL_INPUT_TOKENS).summary();
		double[] buckets = Arrays.stream(summary.takeSnapshot().histogramCounts())
			.mapToDouble(CountAtBucket::bucket)
			.toArray();
		assertThat(buckets).hasSize(14).startsWith(1, 4, 16).endsWith(67108864);
		assertThat(summary.totalAmount()).isEqualTo(1200);
	}

	@Test
	void modelsBeyondTheCapAreOther() {
		for (int i = 0; i < 50; i++) {
			this.meters.finished(LlmCalls.succeeded("model-" + i, LlmCalls.USAGE));
		}
		assertThat(this.registry.get(MeterNames.LLM_DURATION).timers())
			.extracting((timer) -> timer.getId().getTag(MeterNames.REQUEST_MODEL))
			.containsExactlyInAnyOrder("model-0", "model-1", "model-2", "other");
		assertThat(this.registry.get(MeterNames.LLM_DURATION).tag(MeterNames.REQUEST_MODEL, "other").timer().count())
			.isEqualTo(47);
	}

	@Test
	void everyMeterHasTheSameTagsAndADescription() {
		this.meters.finished(LlmCalls.streamed(1100, 100, 11));
		this.meters.finished(LlmCalls.failed(LlmCallStatus.TIMEOUT, null));
		assertThat(ids()).hasSize(11).allSatisfy((id) -> {
			assertThat(id.getTags()).extracting(Tag::getKey)
				.containsExactly(MeterNames.ERROR_TYPE, MeterNames.OPERATION, MeterNames.PROMPT_NAME,
						MeterNames.PROMPT_VERSION, MeterNames.PROVIDER, MeterNames.REQUEST_MODEL,
						MeterNames.RESPONSE_MODEL);
			assertThat(id.getDescription()).isNotBlank();
			assertThat(id.getBaseUnit()).isIn("seconds", "tokens");
		});
	}

	@Test
	void promptsAreTold() {
		this.meters.finished(LlmCalls.prompted("greeting", "7"));
		this.meters.finished(LlmCalls.prompted("greeting", null));
		Timer versioned = this.registry.get(MeterNames.LLM_DURATION)
			.tags(MeterNames.PROMPT_NAME, "greeting", MeterNames.PROMPT_VERSION, "7")
			.timer();
		assertThat(versioned.count()).isOne();
		assertThat(this.registry.get(MeterNames.LLM_DURATION)
			.tags(MeterNames.PROMPT_NAME, "greeting", MeterNames.PROMPT_VERSION, "none")
			.timer()
			.count()).isOne();
	}

	@Test
	void promptsBeyondTheCapAreOther() {
		for (int i = 0; i < 10; i++) {
			this.meters.finished(LlmCalls.prompted("prompt-" + i, "1"));
		}
		assertThat(this.registry.get(MeterNames.LLM_DURATION).timers())
			.extracting((timer) -> timer.getId().getTag(MeterNames.PROMPT_NAME))
			.containsExactlyInAnyOrder("prompt-0", "prompt-1", "prompt-2", "other");
	}

	@Test
	void combinationsBeyondTheCapAreOther() {
		LlmCallMeters capped = new LlmCallMeters(this.registry, new MeterLimits(100, 3), false);
		for (int i = 0; i < 50; i++) {
			capped.finished(LlmCalls.prompted("prompt-" + i % 5, "v-" + i % 7));
		}
		capped.finished(LlmCalls.failed(LlmCallStatus.TIMEOUT, null));
		assertThat(this.registry.get(MeterNames.LLM_DURATION).timers()).hasSize(5);
		assertThat(this.registry.get(MeterNames.LLM_DURATION)
			.tags(MeterNames.OPERATION, "chat", MeterNames.REQUEST_MODEL, "other", MeterNames.ERROR_TYPE, "other")
			.timer()
			.count()).isOne();
		assertThat(this.registry.get(MeterNames.LLM_DURATION).timers().stream().mapToLong(Timer::count).sum())
			.isEqualTo(51);
	}

	@Test
	void stagesAreMeasured() {
		this.meters.finished(LlmCalls.staged(Map.of(Stage.BEFORE_MODEL, Duration.ofMillis(20), Stage.MODEL,
				Duration.ofMillis(280), Stage.TOOLS, Duration.ofMillis(5))));
		assertThat(stage("before_model").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(20);
		assertThat(stage("model").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(280);
		assertThat(stage("tools").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(5);
		assertThat(this.registry.get(MeterNames.LLM_STAGE_DURATION).timers()).hasSize(3);
		assertThat(stage("model").takeSnapshot().histogramCounts()).hasSize(14);
	}

	@Test
	void toolsEmbeddingsAndRetrievalsAreNoInference() {
		this.meters.finished(LlmCalls.operation("execute_tool", Map.of("tool", "findOrder"), LlmUsage.UNREPORTED));
		this.meters.finished(LlmCalls.operation("embeddings", Map.of(), new LlmUsage(12L, 0L, null, null, null)));
		this.meters.finished(LlmCalls.operation("retrieval", Map.of(), LlmUsage.UNREPORTED));
		assertThat(
				this.registry.get("gen_ai.execute_tool.duration").tag("gen_ai.tool.name", "findOrder").timer().count())
			.isOne();
		assertThat(this.registry.get("gen_ai.client.embeddings.duration").timer().count()).isOne();
		assertThat(this.registry.get("gen_ai.client.embeddings.operation.input_tokens").summary().totalAmount())
			.isEqualTo(12);
		assertThat(this.registry.get("gen_ai.client.operation.duration")
			.tag(MeterNames.OPERATION, "retrieval")
			.timer()
			.count()).isOne();
		assertThat(ids()).extracting(Meter.Id::getName).noneMatch((name) -> name.startsWith("gen_ai.client.inference"));
	}

	@Test
	void whatFailedBeforeAnyModelIsNoInference() {
		LlmCall failed = LlmCalls.failed(LlmCallStatus.ERROR, "com.example.AdvisorException");
		LlmCall.Timing timing = new LlmCall.Timing(Instant.EPOCH, Duration.ofMillis(20), null, null,
				Map.of(Stage.BEFORE_MODEL, Duration.ofMillis(20)));
		this.meters.finished(new LlmCall(failed.ids(), failed.context(), failed.request(), failed.response(),
				new LlmCall.Outcome(LlmCallStatus.ERROR, failed.outcome().errorType(), Stage.BEFORE_MODEL,
						LlmTransport.UNKNOWN),
				timing));
		assertThat(stage("before_model").count()).isOne();
		assertThat(ids()).extracting(Meter.Id::getName).noneMatch((name) -> name.startsWith("gen_ai.client.inference"));
	}

	private Timer stage(String stage) {
		return this.registry.get(MeterNames.LLM_STAGE_DURATION)
			.tags(MeterNames.STAGE, stage, MeterNames.OPERATION, "chat", MeterNames.PROVIDER, "openai",
					MeterNames.REQUEST_MODEL, "gpt")
			.timer();
	}

	/**
	 * All but the gauges that the simple registry adds for each bucket.
	 */
	private List<Meter.Id> ids() {
		return this.registry.getMeters()
			.stream()
			.filter((meter) -> !(meter instanceof Gauge))
			.map(Meter::getId)
			.toList();
	}

	private double count(String name) {
		return this.registry.get(name).counter().count();
	}

}
