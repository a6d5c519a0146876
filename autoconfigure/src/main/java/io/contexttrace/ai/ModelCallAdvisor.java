package io.contexttrace.ai;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.propagation.ContextThreadLocalAccessor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.util.context.ContextView;

import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.core.Ordered;

/**
 * Sees each call to the model: its chunks, its end, and whether the reader left early. It
 * comes last before the model, after the advisor that calls tools, and so runs once for
 * each round. Safe for use by several threads.
 */
public final class ModelCallAdvisor implements CallAdvisor, StreamAdvisor {

	/**
	 * Where the advisor stands in the chain.
	 */
	public static final int ORDER = Ordered.LOWEST_PRECEDENCE - 1;

	/**
	 * The parameter that tells the advisors which prompt template a call is made with, an
	 * {@link io.contexttrace.Prompt}. Without it, the one counts that the thread holds.
	 */
	public static final String PROMPT = "io.contexttrace.prompt";

	static final String SEEN = "io.contexttrace.request-id";

	private final ModelCalls calls;

	private final ModelRequestMarker marker;

	/**
	 * Create an advisor.
	 * @param calls keeps the calls that are under way
	 * @param marker marks streamed requests for the provider's HTTP client
	 */
	public ModelCallAdvisor(ModelCalls calls, ModelRequestMarker marker) {
		this.calls = calls;
		this.marker = marker;
	}

	@Override
	public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
		if (isSeen(request)) {
			return chain.nextCall(request);
		}
		ModelCall call = start(request, CurrentContext.capture(), false);
		try (CurrentContext.Scope scope = call.snapshot().open()) {
			ChatClientResponse response = chain.nextCall(seen(request, request.prompt(), call));
			call.answered(response.chatResponse());
			return response;
		}
		catch (Throwable ex) {
			call.failed(ex);
			throw ex;
		}
	}

	@Override
	public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
		return Flux
			.deferContextual((view) -> isSeen(request) ? chain.nextStream(request) : stream(request, chain, view));
	}

	@Override
	public String getName() {
		return "context-trace-model-call";
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	static io.contexttrace.@Nullable Prompt template(Map<String, ? extends @Nullable Object> advisorContext,
			ContextSnapshot held) {
		return (advisorContext.get(PROMPT) instanceof io.contexttrace.Prompt template) ? template : held.prompt();
	}

	private ModelCall start(ChatClientRequest request, ContextSnapshot outside, boolean stream) {
		Map<String, ? extends @Nullable Object> context = request.context();
		ModelInput input = new ModelInput(request.prompt(), template(context, outside),
				DocumentReader.retrieved(context));
		return this.calls.start(outside, input, stream,
				this.calls.findUserCall(context.get(UserCallAdvisor.REQUEST_ID)));
	}

	private Flux<ChatClientResponse> stream(ChatClientRequest request, StreamAdvisorChain chain, ContextView view) {
		ModelCall call = start(request, held(view), true);
		call.belongsTo(view.<Observation>getOrDefault(ObservationThreadLocalAccessor.KEY, null));
		Flux<ChatClientResponse> chunks = new ScopedFlux<>(Flux.defer(() -> chain.nextStream(marked(request, call))),
				call.snapshot());
		return chunks.doOnNext((chunk) -> read(call, chunk.chatResponse()))
			.doOnComplete(call::streamed)
			.doOnError(call::failed)
			.doOnCancel(() -> call.cancelled(LlmCallStatus.CANCELLED.value()))
			.contextWrite((context) -> context.put(ContextThreadLocalAccessor.KEY, call.snapshot()));
	}

	private ChatClientRequest marked(ChatClientRequest request, ModelCall call) {
		AtomicReference<Prompt> prompt = new AtomicReference<>(request.prompt());
		this.calls.quietly(() -> prompt.set(this.marker.mark(request.prompt(), call.requestId())));
		return seen(request, prompt.get(), call);
	}

	// by another advisor of this kind, further out in the chain
	private boolean isSeen(ChatClientRequest request) {
		return request.context().get(SEEN) instanceof String requestId && this.calls.find(requestId) != null;
	}

	private static ChatClientRequest seen(ChatClientRequest request, Prompt prompt, ModelCall call) {
		return ChatClientRequest.builder()
			.prompt(prompt)
			.context(request.context())
			.context(SEEN, call.requestId())
			.build();
	}

	private static void read(ModelCall call, @Nullable ChatResponse chunk) {
		if (chunk != null) {
			call.chunk(chunk);
		}
	}

	private static ContextSnapshot held(ContextView view) {
		ContextSnapshot carried = view.getOrDefault(ContextThreadLocalAccessor.KEY, null);
		return (carried != null) ? carried : CurrentContext.capture();
	}

}
