package io.contexttrace.ai.operation;

import java.time.Duration;
import java.time.Instant;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.TraceReference;
import io.contexttrace.UserCall;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.propagation.SpanReference;
import org.jspecify.annotations.Nullable;

/**
 * An operation that is under way.
 *
 * @param requestId identifies it
 * @param outside what the thread that started it holds
 * @param startedAt when it was started
 * @param startedNanos the same by the clock that durations are taken from
 */
record OperationCall(String requestId, ContextSnapshot outside, Instant startedAt, long startedNanos) {

	LlmCall.Timing timing() {
		return new LlmCall.Timing(this.startedAt, Duration.ofNanos(System.nanoTime() - this.startedNanos), null, null);
	}

	LlmCall.Ids ids(@Nullable SpanReference span) {
		UserCall user = this.outside.userCall();
		TraceReference trace = this.outside.trace();
		String traceId = (trace != null) ? trace.traceId() : null;
		return new LlmCall.Ids(this.requestId, (user != null) ? user.requestId() : this.outside.requestId(),
				(user != null) ? user.conversationId() : null, (span != null) ? span.traceId() : traceId,
				(span != null) ? span.spanId() : null, (trace != null) ? trace.xrayTraceId() : null);
	}

}
