package io.contexttrace.ai;

import reactor.core.publisher.Flux;

import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.core.Ordered;

/**
 * Gives each of the user's calls to a chat client an id, under which the calls to the
 * model that it leads to are found together. It comes before the advisor that calls
 * tools, and so runs once for each of the user's calls. Safe for use by several threads.
 */
public final class UserCallAdvisor implements CallAdvisor, StreamAdvisor {

	/**
	 * Where the advisor stands in the chain.
	 */
	public static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

	private final ModelCalls calls;

	/**
	 * Create an advisor.
	 * @param calls makes the ids
	 */
	public UserCallAdvisor(ModelCalls calls) {
		this.calls = calls;
	}

	@Override
	public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
		return chain.nextCall(identified(request));
	}

	@Override
	public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
		return Flux.defer(() -> chain.nextStream(identified(request)));
	}

	@Override
	public String getName() {
		return "context-trace-user-call";
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	private ChatClientRequest identified(ChatClientRequest request) {
		return ChatClientRequest.builder()
			.prompt(request.prompt())
			.context(request.context())
			.context(UserCall.REQUEST_ID_KEY, this.calls.newRequestId())
			.build();
	}

}
