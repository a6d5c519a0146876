package io.contexttrace.ai.operation;

import java.util.List;
import java.util.Map;

import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.LlmResponse;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.jspecify.annotations.Nullable;

/**
 * Records each operation of one kind that Spring AI observes. What the operation works
 * for is taken when it starts, because it may end on another thread.
 *
 * @param <C> what Spring AI keeps of the operation
 */
abstract class OperationObservationHandler<C extends Observation.Context> implements ObservationHandler<C> {

	private static final LlmContent NO_CONTENT = new LlmContent(List.of(), List.of());

	private final String operation;

	private final OperationCalls calls;

	OperationObservationHandler(String operation, OperationCalls calls) {
		this.operation = operation;
		this.calls = calls;
	}

	@Override
	public final void onStart(C context) {
		this.calls.quietly(this, () -> context.put(OperationCall.class, this.calls.start()));
	}

	@Override
	public final void onStop(C context) {
		OperationCall call = context.get(OperationCall.class);
		if (call != null) {
			this.calls.quietly(this, () -> this.calls.ended(call, context, ended(context)));
		}
	}

	// what cannot be read of an operation must not cost its record
	private OperationCalls.Ended ended(C context) {
		LlmRequest bare = new LlmRequest(this.operation, null, null, false, Map.of());
		LlmRequest request = this.calls.read(this, () -> request(context), bare);
		LlmResponse response = this.calls.read(this, () -> response(context), LlmResponse.NONE);
		return new OperationCalls.Ended(request, response,
				() -> this.calls.read(this, () -> content(context), NO_CONTENT), failure(context));
	}

	abstract LlmRequest request(C context);

	LlmResponse response(C context) {
		return LlmResponse.NONE;
	}

	abstract LlmContent content(C context);

	@Nullable Throwable failure(C context) {
		return context.getError();
	}

}
