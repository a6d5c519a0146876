package io.contexttrace.ai;

import java.time.Duration;
import java.util.Map;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.UserCall;
import io.contexttrace.llm.Stage;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Where a call to a model comes from.
 *
 * @param requestId identifies the call
 * @param parent the user's call that it belongs to
 * @param timeline follows the user's call, of which this is a round
 * @param input what the model is given
 * @param stream whether the answer comes in chunks
 * @param unseen whether nobody sees the chunks, because no advisor is in the way
 * @param inside what a thread holds that works for the call
 * @param before how long the stages before the model took
 */
record ModelCallOrigin(String requestId, @Nullable UserCall parent, @Nullable UserCallTimeline timeline,
		ModelInput input, boolean stream, boolean unseen, ContextSnapshot inside, Map<Stage, Duration> before) {

	@Nullable String parentRequestId() {
		return (this.parent != null && !isUserCall(this.parent)) ? this.parent.requestId() : null;
	}

	@Nullable String conversationId() {
		return (this.parent != null) ? this.parent.conversationId() : null;
	}

	/**
	 * What is observed of the chat client, if no model was asked.
	 * @return the observation's context, or {@code null} if there is none
	 */
	Observation.@Nullable Context observedUserCall() {
		return (this.parent != null && isUserCall(this.parent) && this.timeline != null) ? this.timeline.observed()
				: null;
	}

	private boolean isUserCall(UserCall userCall) {
		return userCall.requestId().equals(this.requestId);
	}

}
