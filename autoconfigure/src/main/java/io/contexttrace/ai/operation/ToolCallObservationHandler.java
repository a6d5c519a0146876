package io.contexttrace.ai.operation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRequest;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.tool.execution.ToolExecutionException;
import org.springframework.ai.tool.observation.ToolCallingObservationContext;

/**
 * Records each execution of a tool. Safe for use by several threads.
 */
public final class ToolCallObservationHandler extends OperationObservationHandler<ToolCallingObservationContext> {

	/**
	 * What the records give as their operation.
	 */
	public static final String OPERATION = "execute_tool";

	/**
	 * Create a handler.
	 * @param calls makes the records
	 */
	public ToolCallObservationHandler(OperationCalls calls) {
		super(OPERATION, calls);
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ToolCallingObservationContext;
	}

	@Override
	LlmRequest request(ToolCallingObservationContext context) {
		Map<String, Object> parameters = new LinkedHashMap<>();
		parameters.put("tool", context.getToolDefinition().name());
		parameters.put("toolType", context.getToolType());
		if (!context.getToolCallId().isEmpty()) {
			parameters.put("toolCallId", context.getToolCallId());
		}
		return new LlmRequest(OPERATION, null, null, false, parameters);
	}

	@Override
	LlmContent content(ToolCallingObservationContext context) {
		String name = context.getToolDefinition().name();
		LlmContent.ToolCall call = new LlmContent.ToolCall(context.getToolCallId(), name,
				LlmContent.Text.of(context.getToolCallArguments()));
		LlmContent.ToolCall answered = new LlmContent.ToolCall(context.getToolCallId(), name, null);
		LlmContent.Message input = new LlmContent.Message("assistant", LlmContent.Text.of(null), List.of(call), null);
		return new LlmContent(List.of(input), (context.getToolCallResult() != null) ? List
			.of(new LlmContent.Message("tool", LlmContent.Text.of(context.getToolCallResult()), List.of(), answered))
				: List.of());
	}

	@Override
	@Nullable Throwable failure(ToolCallingObservationContext context) {
		Throwable toldToModel = context.get(ToolExecutionException.class);
		Throwable failure = (context.getError() != null) ? context.getError() : toldToModel;
		return (failure instanceof ToolExecutionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

}
