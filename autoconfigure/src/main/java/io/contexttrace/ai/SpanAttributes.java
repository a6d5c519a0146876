package io.contexttrace.ai;

import java.time.Duration;
import java.util.Map;

import io.contexttrace.FaultBarrier;
import io.contexttrace.UserCall;
import io.contexttrace.llm.LlmUsage;
import io.contexttrace.llm.Stage;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.observation.ChatModelObservationContext;

/**
 * Puts on the spans of chat clients, chat models and tools what their records say: ids,
 * numbers and the prompt template, never what was said. As high-cardinality values they
 * stay out of meters. A chat model's span ends before the advisors have read the end of a
 * stream, so that what only the last chunk says is on the chat client's span.
 */
public final class SpanAttributes implements ObservationFilter {

	private static final String REQUEST_ID = "context_trace.request_id";

	private static final String PARENT_REQUEST_ID = "context_trace.parent_request_id";

	private static final String STAGE = "context_trace.stage.";

	private static final String CONVERSATION_ID = "gen_ai.conversation.id";

	private static final String PROMPT_NAME = "gen_ai.prompt.name";

	private static final String PROMPT_VERSION = "gen_ai.prompt.version";

	private static final String PROMPT_VARIANT = "context_trace.prompt.variant";

	private static final String FIRST_CHUNK = "gen_ai.response.time_to_first_chunk";

	private static final String CACHE_READ = "gen_ai.usage.cache_read.input_tokens";

	private static final String CACHE_WRITE = "gen_ai.usage.cache_creation.input_tokens";

	private static final String REASONING = "gen_ai.usage.reasoning.output_tokens";

	private static final int MAX_LENGTH = 128;

	private static final double NANOS_PER_SECOND = 1e9;

	private final FaultBarrier barrier = new FaultBarrier();

	@Override
	public Observation.Context map(Observation.Context context) {
		this.barrier.run(this, () -> {
			ModelCall call = context.get(ModelCall.class);
			UserCallTimeline userCall = context.get(UserCallTimeline.class);
			if (call != null && context instanceof ChatModelObservationContext chat) {
				model(chat, call);
			}
			else if (userCall != null && userCall.observed() == context) {
				client(context, userCall);
			}
			else if (userCall != null) {
				text(context, PARENT_REQUEST_ID, userCall.userCall().requestId());
			}
		});
		return context;
	}

	private static void model(ChatModelObservationContext chat, ModelCall call) {
		text(chat, REQUEST_ID, call.requestId());
		text(chat, PARENT_REQUEST_ID, call.origin().parentRequestId());
		text(chat, CONVERSATION_ID, call.origin().conversationId());
		template(chat, call.origin().input().template());
		stages(chat, call.stages());
		ChatResponse response = chat.getResponse();
		LlmUsage read = call.response().response().usage();
		usage(chat, (response != null) ? UsageReader.read(response.getMetadata().getUsage(), read) : read);
	}

	private static void client(Observation.Context client, UserCallTimeline timeline) {
		UserCall userCall = timeline.userCall();
		text(client, REQUEST_ID, userCall.requestId());
		text(client, CONVERSATION_ID, userCall.conversationId());
		template(client, timeline.inside().prompt());
		UserCallTotals totals = timeline.totals();
		stages(client, totals.stages());
		usage(client, totals.usage());
	}

	private static void template(Observation.Context context, io.contexttrace.@Nullable Prompt template) {
		if (template != null) {
			text(context, PROMPT_NAME, template.name());
			text(context, PROMPT_VERSION, template.version());
			text(context, PROMPT_VARIANT, template.variant());
		}
	}

	private static void stages(Observation.Context context, Map<Stage, Duration> stages) {
		stages.forEach((stage, duration) -> number(context, STAGE + stage.value(), seconds(duration)));
		Duration firstChunk = stages.get(Stage.FIRST_CHUNK);
		if (firstChunk != null) {
			number(context, FIRST_CHUNK, seconds(firstChunk));
		}
	}

	private static void usage(Observation.Context context, LlmUsage usage) {
		number(context, CACHE_READ, usage.cacheRead());
		number(context, CACHE_WRITE, usage.cacheWrite());
		number(context, REASONING, usage.reasoning());
	}

	private static double seconds(Duration duration) {
		return duration.toNanos() / NANOS_PER_SECOND;
	}

	private static void number(Observation.Context context, String key, @Nullable Number value) {
		if (value != null) {
			context.addHighCardinalityKeyValue(KeyValue.of(key, value.toString()));
		}
	}

	// ids come from outside, too: what is too long for one is none
	private static void text(Observation.Context context, String key, @Nullable String value) {
		if (value != null && value.length() <= MAX_LENGTH
				&& value.chars().allMatch((character) -> character > ' ' && character != 0x7f)) {
			context.addHighCardinalityKeyValue(KeyValue.of(key, value));
		}
	}

}
