package io.contexttrace.sink;

import io.contexttrace.BusinessContext;
import io.contexttrace.llm.LlmCall;
import org.jspecify.annotations.Nullable;

/**
 * Writes the ids under which a call is found.
 */
final class IdsJson {

	private IdsJson() {
	}

	static void write(JsonFields json, LlmCall call) {
		LlmCall.Ids ids = call.ids();
		json.text("requestId", ids.requestId());
		json.text("parentRequestId", ids.parentRequestId());
		context(json, call.context());
		json.text("conversationId", ids.conversationId());
		json.text("traceId", ids.traceId());
		json.text("spanId", ids.spanId());
		json.text("xrayTraceId", ids.xrayTraceId());
	}

	private static void context(JsonFields json, @Nullable BusinessContext context) {
		if (context != null) {
			json.text("contextId", context.id().value());
			json.text("contextKind", context.kind());
			json.text("parentContextId", (context.parentId() != null) ? context.parentId().value() : null);
			json.text("userId", context.userId());
		}
	}

}
