package io.contexttrace.ai;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.propagation.ContextThreadLocalAccessor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
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
import org.springframework.ai.chat.client.observation.ChatClientObservationContext;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.core.Ordered;

/**
 * Follows each of the user's calls to a chat client, from its start to its end, and binds
 * it to the threads that work for it: the calls to models, tools and stores that it leads
 * to are found together under its id. It comes before the advisor that calls tools, and
 * so runs once for each of the user's calls. Safe for use by several threads.
 */
public final class UserCallAdvisor implements CallAdvisor, StreamAdvisor {

	/**
	 * Where the advisor stands in the chain.
	 */
	public static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

	/**
	 * Where the advisors' context names the user's call.
	 */
	static final String REQUEST_ID = "io.contexttrace.parent-request-id";

	private final ModelCalls calls;

	private final Supplier<ObservationRegistry> registry;

	/**
	 * Create an advisor for chat clients that nobody observes.
	 * @param calls keeps the calls that are under way
	 */
	public UserCallAdvisor(ModelCalls calls) {
		this(calls, () -> ObservationRegistry.NOOP);
	}

	/**
	 * Create an advisor.
	 * @param calls keeps the calls that are under way
	 * @param registry gives the registry that observes chat clients
	 */
	public UserCallAdvisor(ModelCalls calls, Supplier<ObservationRegistry> registry) {
		this.calls = calls;
		this.registry = registry;
	}

	@Override
	public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
		if (isFollowed(request)) {
			return chain.nextCall(request);
		}
		Object converter = OutputConversion.nextCall(request);
		UserCallTimeline userCall = start(request, CurrentContext.capture(), false);
		this.calls.quietly(() -> observe(userCall, this.registry.get().getCurrentObservation()));
		ChatClientResponse response;
		try (CurrentContext.Scope scope = userCall.inside().open()) {
			response = chain.nextCall(followed(request, userCall));
		}
		catch (Throwable ex) {
			userCall.failed(ex);
			throw ex;
		}
		if (converter != null && hasText(response)) {
			userCall.answered();
			OutputConversion.await(converter, userCall);
		}
		else {
			userCall.completed();
		}
		return response;
	}

	@Override
	public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
		return Flux
			.deferContextual((view) -> isFollowed(request) ? chain.nextStream(request) : stream(request, chain, view));
	}

	@Override
	public String getName() {
		return "context-trace-user-call";
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	private Flux<ChatClientResponse> stream(ChatClientRequest request, StreamAdvisorChain chain, ContextView view) {
		ContextSnapshot carried = view.getOrDefault(ContextThreadLocalAccessor.KEY, null);
		UserCallTimeline userCall = start(request, (carried != null) ? carried : CurrentContext.capture(), true);
		this.calls
			.quietly(() -> observe(userCall, view.<Observation>getOrDefault(ObservationThreadLocalAccessor.KEY, null)));
		return new ScopedFlux<>(Flux.defer(() -> chain.nextStream(followed(request, userCall))), userCall.inside())
			.doOnComplete(userCall::completed)
			.doOnError(userCall::failed)
			.doOnCancel(userCall::cancelled)
			.contextWrite((context) -> context.put(ContextThreadLocalAccessor.KEY, userCall.inside()));
	}

	private UserCallTimeline start(ChatClientRequest request, ContextSnapshot outside, boolean stream) {
		Map<String, ? extends @Nullable Object> context = request.context();
		ModelInput input = new ModelInput(request.prompt(), ModelCallAdvisor.template(context, outside), null);
		return this.calls.startUserCall(outside, input, stream, conversationId(context));
	}

	// any object of the application can be one
	private @Nullable String conversationId(Map<String, ? extends @Nullable Object> context) {
		AtomicReference<@Nullable String> id = new AtomicReference<>();
		Object conversation = context.get(ChatMemory.CONVERSATION_ID);
		if (conversation != null) {
			this.calls.quietly(() -> id.set(conversation.toString()));
		}
		return id.get();
	}

	// the advisor's own observation is inside that of the chat client
	private static void observe(UserCallTimeline userCall, @Nullable Observation own) {
		Observation.ContextView advisor = (own != null) ? own.getContextView() : null;
		var client = (advisor != null) ? advisor.getParentObservation() : null;
		if (client != null && client.getContextView() instanceof ChatClientObservationContext context) {
			userCall.observedBy(context);
		}
	}

	// an advisor may answer with nothing at all
	private static boolean hasText(@Nullable ChatClientResponse response) {
		ChatResponse answer = (response != null) ? response.chatResponse() : null;
		Generation result = (answer != null) ? answer.getResult() : null;
		return result != null && result.getOutput().getText() != null;
	}

	// by another advisor of this kind, further out in the chain
	private boolean isFollowed(ChatClientRequest request) {
		return this.calls.findUserCall(request.context().get(REQUEST_ID)) != null;
	}

	private static ChatClientRequest followed(ChatClientRequest request, UserCallTimeline userCall) {
		return ChatClientRequest.builder()
			.prompt(request.prompt())
			.context(request.context())
			.context(REQUEST_ID, userCall.userCall().requestId())
			.build();
	}

}
