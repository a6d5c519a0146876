package io.contexttrace.ai;

import java.util.function.Supplier;

import io.contexttrace.CurrentContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.observation.ChatModelObservationContext;

/**
 * Sees each call to a model that Spring AI observes. A call that an advisor sees, too, is
 * only described here; one that was made without a chat client is recorded here. Safe for
 * use by several threads.
 */
public final class ModelCallObservationHandler implements ObservationHandler<ChatModelObservationContext> {

	private final ModelCalls calls;

	private final Supplier<ObservationRegistry> registry;

	private final boolean recordsDirectCalls;

	/**
	 * Create a handler.
	 * @param calls keeps the calls that are under way
	 * @param registry gives the registry that this handler is registered with
	 * @param recordsDirectCalls whether calls without a chat client are recorded
	 */
	public ModelCallObservationHandler(ModelCalls calls, Supplier<ObservationRegistry> registry,
			boolean recordsDirectCalls) {
		this.calls = calls;
		this.registry = registry;
		this.recordsDirectCalls = recordsDirectCalls;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ChatModelObservationContext;
	}

	@Override
	public void onStart(ChatModelObservationContext context) {
		this.calls.quietly(() -> start(context));
	}

	@Override
	public void onScopeOpened(ChatModelObservationContext context) {
		this.calls.quietly(() -> scopeOpened(context));
	}

	@Override
	public void onScopeClosed(ChatModelObservationContext context) {
		DirectCall direct = context.get(DirectCall.class);
		if (direct != null) {
			direct.scopeClosed();
		}
	}

	@Override
	public void onStop(ChatModelObservationContext context) {
		ModelCall advised = context.get(ModelCall.class);
		DirectCall direct = context.get(DirectCall.class);
		if (direct != null) {
			direct.ended(context.getResponse(), context.getError());
		}
		else if (advised != null && !context.isStreaming()) {
			advised.observationEnded(context);
		}
	}

	private void start(ChatModelObservationContext context) {
		ModelCall advised = this.calls.find(CurrentContext.capture().requestId());
		ChatModelObservationContext before = (advised != null) ? advised.observed() : null;
		if (advised != null && before == null) {
			advised.observedBy(context);
			context.put(ModelCall.class, advised);
			return;
		}
		if (advised != null && before != null) {
			// a model that asks others is done with the one before
			advised.observationEnded(before);
		}
		if (this.recordsDirectCalls || advised != null) {
			ModelCall call = this.calls.startUnseen(context);
			context.put(ModelCall.class, call);
			context.put(DirectCall.class, new DirectCall(call));
		}
	}

	private void scopeOpened(ChatModelObservationContext context) {
		DirectCall direct = context.get(DirectCall.class);
		if (direct != null) {
			direct.scopeOpened();
		}
		ModelCall call = context.get(ModelCall.class);
		Observation current = (call != null) ? this.registry.get().getCurrentObservation() : null;
		if (call != null && current != null && current.getContextView() == context) {
			call.belongsTo(current);
		}
	}

	/**
	 * A call that was made without a chat client.
	 */
	private static final class DirectCall {

		private final ModelCall call;

		private final ThreadBinding binding;

		DirectCall(ModelCall call) {
			this.call = call;
			this.binding = new ThreadBinding(call.snapshot());
		}

		void scopeOpened() {
			if (!this.call.origin().stream()) {
				this.binding.scopeOpened();
			}
		}

		void scopeClosed() {
			if (!this.call.origin().stream()) {
				this.binding.scopeClosed();
			}
		}

		void ended(@Nullable ChatResponse response, @Nullable Throwable failure) {
			if (failure != null) {
				this.call.failed(failure);
			}
			else if (this.call.origin().stream()) {
				this.call.streamedUnseen(response);
			}
			else {
				this.call.answered(response);
			}
		}

	}

}
