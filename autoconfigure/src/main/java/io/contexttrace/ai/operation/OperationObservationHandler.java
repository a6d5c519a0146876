package io.contexttrace.ai.operation;

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

	private final OperationCalls calls;

	OperationObservationHandler(OperationCalls calls) {
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
			this.calls.quietly(this, () -> this.calls.ended(call, context, new OperationCalls.Ended(request(context),
					response(context), () -> content(context), failure(context))));
		}
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
