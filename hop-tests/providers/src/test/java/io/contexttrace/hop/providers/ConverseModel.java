package io.contexttrace.hop.providers;

import java.util.List;
import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.model.MessageAggregator;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.observation.ChatModelObservationDocumentation;
import org.springframework.ai.chat.observation.DefaultChatModelObservationConvention;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

/**
 * Asks models of Bedrock with the AWS SDK's two clients, and is observed, both in the way
 * of Spring AI's Bedrock module: on the subscriber's thread, through a sink that the
 * SDK's threads fill, and without an end if the reader leaves. Spring AI's own module is
 * not to be had in the version of the others.
 */
final class ConverseModel implements ChatModel {

	private static final String MODEL = "titan-asked";

	private final BedrockRuntimeClient client;

	private final BedrockRuntimeAsyncClient asyncClient;

	private final ObservationRegistry registry;

	ConverseModel(BedrockRuntimeClient client, BedrockRuntimeAsyncClient asyncClient, ObservationRegistry registry) {
		this.client = client;
		this.asyncClient = asyncClient;
		this.registry = registry;
	}

	@Override
	public ChatOptions getOptions() {
		return ToolCallingChatOptions.builder().model(MODEL).build();
	}

	@Override
	public ChatResponse call(Prompt prompt) {
		ChatModelObservationContext context = context(prompt, false);
		return observation(context).observe(() -> {
			ConverseResponse response = this.client
				.converse((request) -> request.modelId(MODEL).messages(messages(prompt)));
			ContentBlock content = response.output().message().content().get(0);
			List<AssistantMessage.ToolCall> tools = (content.toolUse() == null) ? List.of()
					: List.of(tool(JsonMapper.shared().writeValueAsString(content.toolUse().input().unwrap())));
			ChatResponse answer = answer((content.text() != null) ? content.text() : "", tools,
					response.stopReasonAsString(), response.usage());
			context.setResponse(answer);
			return answer;
		});
	}

	@Override
	public Flux<ChatResponse> stream(Prompt prompt) {
		return Flux.deferContextual((view) -> {
			ChatModelObservationContext context = context(prompt, true);
			Observation observation = observation(context);
			observation.parentObservation(view.<Observation>getOrDefault(ObservationThreadLocalAccessor.KEY, null));
			observation.start();
			Flux<ChatResponse> chunks = chunks(prompt).doOnError(observation::error)
				.doFinally((signal) -> observation.stop())
				.contextWrite((written) -> written.put(ObservationThreadLocalAccessor.KEY, observation));
			return new MessageAggregator().aggregate(chunks, context::setResponse);
		});
	}

	private Flux<ChatResponse> chunks(Prompt prompt) {
		Sinks.Many<ChatResponse> sink = Sinks.many().multicast().onBackpressureBuffer();
		StringBuilder tool = new StringBuilder();
		@Nullable String[] stopReason = new String[1];
		ConverseStreamResponseHandler.Visitor visitor = ConverseStreamResponseHandler.Visitor.builder()
			.onContentBlockDelta((event) -> {
				if (event.delta().toolUse() != null) {
					tool.append(event.delta().toolUse().input());
				}
				else {
					sink.tryEmitNext(answer(event.delta().text(), List.of(), null, null));
				}
			})
			.onMessageStop((event) -> stopReason[0] = event.stopReasonAsString())
			.onMetadata((event) -> sink.tryEmitNext(answer("",
					tool.isEmpty() ? List.of() : List.of(tool(tool.toString())), stopReason[0], event.usage())))
			.build();
		var unused = this.asyncClient.converseStream((request) -> request.modelId(MODEL).messages(messages(prompt)),
				ConverseStreamResponseHandler.builder()
					.subscriber(visitor)
					.onComplete(sink::tryEmitComplete)
					.onError(sink::tryEmitError)
					.build());
		return sink.asFlux();
	}

	private static List<Message> messages(Prompt prompt) {
		StringBuilder text = new StringBuilder();
		prompt.getInstructions().forEach((message) -> {
			text.append(message.getText());
			if (message instanceof ToolResponseMessage tools) {
				tools.getResponses().forEach((response) -> text.append(response.responseData()));
			}
		});
		return List.of(Message.builder().role("user").content(ContentBlock.fromText(text.toString())).build());
	}

	private static AssistantMessage.ToolCall tool(String arguments) {
		return new AssistantMessage.ToolCall("t1", "function", Lookup.NAME, arguments);
	}

	private static ChatResponse answer(String text, List<AssistantMessage.ToolCall> tools, @Nullable String stopReason,
			@Nullable TokenUsage usage) {
		ChatGenerationMetadata.Builder metadata = ChatGenerationMetadata.builder();
		if (stopReason != null) {
			metadata.finishReason(stopReason);
		}
		AssistantMessage message = AssistantMessage.builder()
			.content(text)
			.properties(Map.of())
			.toolCalls(tools)
			.build();
		return new ChatResponse(List.of(new Generation(message, metadata.build())), ChatResponseMetadata.builder()
			.usage((usage != null) ? new DefaultUsage(usage.inputTokens(), usage.outputTokens(), usage.totalTokens())
					: new DefaultUsage(0, 0, 0))
			.build());
	}

	private ChatModelObservationContext context(Prompt prompt, boolean streaming) {
		Prompt whole = (prompt.getOptions() != null) ? prompt : prompt.mutate().chatOptions(getOptions()).build();
		return ChatModelObservationContext.builder()
			.prompt(whole)
			.provider("bedrock_converse")
			.streaming(streaming)
			.build();
	}

	private Observation observation(ChatModelObservationContext context) {
		return ChatModelObservationDocumentation.CHAT_MODEL_OPERATION.observation(null,
				new DefaultChatModelObservationConvention(), () -> context, this.registry);
	}

}
