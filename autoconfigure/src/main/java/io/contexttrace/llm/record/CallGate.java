package io.contexttrace.llm.record;

import java.util.List;

import io.contexttrace.UserPseudonyms;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.LlmResponse;
import org.jspecify.annotations.Nullable;

/**
 * What the facts of one call go through: whatever others have worded is cleaned of
 * secrets and cut. Our own ids stay. For one record, and one thread.
 */
final class CallGate {

	private final TextGate texts;

	private final UserPseudonyms pseudonyms;

	CallGate(TextGate texts, UserPseudonyms pseudonyms) {
		this.texts = texts;
		this.pseudonyms = pseudonyms;
	}

	LlmCall pass(LlmCall call) {
		return new LlmCall(ids(call.ids()), call.context(), request(call.request()), response(call.response()),
				call.outcome(), call.timing(), call.cost());
	}

	private LlmCall.Ids ids(LlmCall.Ids ids) {
		return new LlmCall.Ids(ids.requestId(), ids.parentRequestId(), conversationId(ids.conversationId()),
				ids.traceId(), ids.spanId(), ids.xrayTraceId());
	}

	// an id that shows somebody still has to tell one conversation from another
	private @Nullable String conversationId(@Nullable String id) {
		if (id == null) {
			return null;
		}
		boolean clean = id.length() <= ContentLimits.MAX_NAME && this.texts.pass(id, ContentLimits.MAX_NAME).equals(id);
		return clean ? id : this.pseudonyms.pseudonym(id);
	}

	private LlmRequest request(LlmRequest request) {
		return new LlmRequest(request.operation(), name(request.provider()), name(request.model()), request.stream(),
				new ParameterGate(this.texts).pass(request.parameters()), request.prompt());
	}

	private LlmResponse response(LlmResponse response) {
		List<String> reasons = response.finishReasons()
			.stream()
			.limit(ContentLimits.MAX_ELEMENTS)
			.map((reason) -> this.texts.pass(reason, ContentLimits.MAX_NAME))
			.toList();
		return new LlmResponse(name(response.model()), name(response.id()), reasons, response.usage());
	}

	private @Nullable String name(@Nullable String name) {
		return this.texts.passNullable(name, ContentLimits.MAX_NAME);
	}

}
