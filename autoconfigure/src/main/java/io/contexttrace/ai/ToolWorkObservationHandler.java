package io.contexttrace.ai;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.UserCall;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationView;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.client.advisor.observation.AdvisorObservationContext;
import org.springframework.ai.tool.observation.ToolCallingObservationContext;

/**
 * Sees the tools that a user's call runs: measures them, and lets them work for that call
 * also on threads to which Reactor has not carried its context. What a tool works for is
 * found in its observation under {@link ContextSnapshot}. Safe for use by several
 * threads.
 */
public final class ToolWorkObservationHandler implements ObservationHandler<ToolCallingObservationContext> {

	private static final int MAX_PARENTS = 16;

	private final ModelCalls calls;

	/**
	 * Create a handler.
	 * @param calls keeps the calls that are under way
	 */
	public ToolWorkObservationHandler(ModelCalls calls) {
		this.calls = calls;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ToolCallingObservationContext;
	}

	@Override
	public void onStart(ToolCallingObservationContext context) {
		this.calls.quietly(() -> {
			UserCallTimeline userCall = userCall(context);
			if (userCall != null) {
				userCall.toolStarts();
				context.put(UserCallTimeline.class, userCall);
				ContextSnapshot snapshot = snapshot(userCall);
				context.put(ContextSnapshot.class, snapshot);
				context.put(ThreadBinding.class, new ThreadBinding(snapshot));
			}
		});
	}

	@Override
	public void onScopeOpened(ToolCallingObservationContext context) {
		ThreadBinding binding = context.get(ThreadBinding.class);
		if (binding != null) {
			binding.scopeOpened();
		}
	}

	@Override
	public void onScopeClosed(ToolCallingObservationContext context) {
		ThreadBinding binding = context.get(ThreadBinding.class);
		if (binding != null) {
			binding.scopeClosed();
		}
	}

	@Override
	public void onStop(ToolCallingObservationContext context) {
		UserCallTimeline userCall = context.get(UserCallTimeline.class);
		if (userCall != null) {
			userCall.toolEnds(context.getError() != null);
		}
	}

	// the thread may already work for the call, perhaps under another context by now
	private static ContextSnapshot snapshot(UserCallTimeline userCall) {
		ContextSnapshot held = CurrentContext.capture();
		return userCall.userCall().equals(held.userCall()) ? held : userCall.inside();
	}

	private @Nullable UserCallTimeline userCall(Observation.ContextView tool) {
		ObservationView parent = tool.getParentObservation();
		for (int i = 0; i < MAX_PARENTS && parent != null; i++) {
			UserCallTimeline advised = advised(parent.getContextView());
			if (advised != null) {
				return advised;
			}
			parent = parent.getContextView().getParentObservation();
		}
		UserCall held = CurrentContext.capture().userCall();
		return (held != null) ? this.calls.findUserCall(held.requestId()) : null;
	}

	private @Nullable UserCallTimeline advised(Observation.ContextView context) {
		return (context instanceof AdvisorObservationContext advisor)
				? this.calls.findUserCall(advisor.getChatClientRequest().context().get(UserCallAdvisor.REQUEST_ID))
				: null;
	}

}
