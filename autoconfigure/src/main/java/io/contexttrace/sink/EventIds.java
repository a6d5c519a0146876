package io.contexttrace.sink;

import io.contexttrace.BusinessContext;
import io.contexttrace.llm.LlmCall;
import io.opentelemetry.api.common.AttributesBuilder;

/**
 * The attributes of an event under which its call is found. An attribute without a value
 * is left out by the builder.
 */
final class EventIds {

	private EventIds() {
	}

	static void put(AttributesBuilder attributes, LlmCall call) {
		attributes.put(GenAiAttributes.REQUEST_ID, call.ids().requestId());
		attributes.put(GenAiAttributes.PARENT_REQUEST_ID, call.ids().parentRequestId());
		attributes.put(GenAiAttributes.CONVERSATION_ID, call.ids().conversationId());
		BusinessContext context = call.context();
		if (context != null) {
			attributes.put(GenAiAttributes.CONTEXT_ID, context.id().value());
			attributes.put(GenAiAttributes.CONTEXT_KIND, context.kind());
			attributes.put(GenAiAttributes.PARENT_CONTEXT_ID,
					(context.parentId() != null) ? context.parentId().value() : null);
			attributes.put(GenAiAttributes.USER_ID, context.userId());
		}
	}

}
