package io.contexttrace.benchmarks;

import java.util.List;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.observation.ChatModelObservationDocumentation;
import org.springframework.ai.chat.observation.DefaultChatModelObservationConvention;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * A model that answers at once, and is observed as Spring AI's own are.
 */
final class StubModel implements ChatModel {

	private static final DefaultChatModelObservationConvention CONVENTION = new DefaultChatModelObservationConvention();

	private static final ChatResponse CHUNK = response("word ", null);

	private static final ChatResponse LAST = response("end.", "STOP");

	/**
	 * Asked for as the maximum of tokens, there is one chunk, and the rest when all ends.
	 */
	static final int UNTIL_ENDED = 0;

	private final ObservationRegistry registry;

	private final Sinks.Empty<Void> end = Sinks.empty();

	StubModel(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public ChatResponse call(Prompt prompt) {
		ChatModelObservationContext context = context(prompt, false);
		ChatResponse response = observation(context).observe(() -> {
			context.setResponse(LAST);
			return LAST;
		});
		return (response != null) ? response : LAST;
	}

	@Override
	public Flux<ChatResponse> stream(Prompt prompt) {
		return Flux.deferContextual((view) -> {
			ChatModelObservationContext context = context(prompt, true);
			Observation observation = observation(context);
			@Nullable Observation parent = view.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
			observation.parentObservation(parent).start();
			return chunks(prompt).doFinally((signal) -> {
				context.setResponse(LAST);
				observation.stop();
			});
		});
	}

	private Flux<ChatResponse> chunks(Prompt prompt) {
		Integer count = (prompt.getOptions() != null) ? prompt.getOptions().getMaxTokens() : null;
		if (count != null && count == UNTIL_ENDED) {
			return Flux.concat(Mono.just(CHUNK), this.end.asMono().thenReturn(LAST));
		}
		return Flux.range(1, (count != null) ? count : 1).map((i) -> i.equals(count) ? LAST : CHUNK);
	}

	void endAll() {
		this.end.tryEmitEmpty();
	}

	private Observation observation(ChatModelObservationContext context) {
		return ChatModelObservationDocumentation.CHAT_MODEL_OPERATION.observation(null, CONVENTION, () -> context,
				this.registry);
	}

	private static ChatModelObservationContext context(Prompt prompt, boolean stream) {
		return ChatModelObservationContext.builder().prompt(prompt).provider("stub").streaming(stream).build();
	}

	private static ChatResponse response(String text, @Nullable String finishReason) {
		ChatGenerationMetadata.Builder generation = ChatGenerationMetadata.builder();
		ChatResponseMetadata.Builder metadata = ChatResponseMetadata.builder().id("chatcmpl-1").model("stub-1");
		if (finishReason != null) {
			generation.finishReason(finishReason);
			metadata.usage(new DefaultUsage(812, 143));
		}
		return new ChatResponse(List.of(new Generation(new AssistantMessage(text), generation.build())),
				metadata.build());
	}

}
