package io.contexttrace.carrier.lambda;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.amazonaws.services.lambda.runtime.Context;
import io.contexttrace.lambda.InvocationEnding;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the spans of an invocation sent before its answer is given, because Lambda may then
 * freeze the process with the batch that waits in it. It waits no longer than it is told
 * to, nor than Lambda lets the function work. Safe for use by several threads.
 */
public final class SpanFlush implements InvocationEnding {

	// for the answer itself, without which the invocation has failed
	private static final int RESERVE = 500;

	private static final Logger logger = LoggerFactory.getLogger("context-trace.lambda");

	private final SdkTracerProvider provider;

	private final long timeout;

	private final AtomicBoolean told = new AtomicBoolean();

	private volatile @Nullable CompletableResultCode late;

	/**
	 * Create an instance.
	 * @param provider has the spans
	 * @param timeout how long the answer waits at most
	 */
	public SpanFlush(SdkTracerProvider provider, Duration timeout) {
		this.provider = provider;
		this.timeout = timeout.toMillis();
	}

	@Override
	public void ended(@Nullable Context context) {
		if (this.timeout > 0 && !isLate()) {
			flush(patience(context));
		}
	}

	private void flush(long patience) {
		CompletableResultCode flush = this.provider.forceFlush();
		if (patience > 0) {
			flush.join(patience, TimeUnit.MILLISECONDS);
		}
		this.late = flush.isDone() ? null : flush;
		if (!flush.isSuccess()) {
			tell(flush.isDone() ? "could not be sent" : "were not sent within " + Math.max(patience, 0) + " ms");
		}
	}

	private long patience(@Nullable Context context) {
		return (context != null) ? Math.min(this.timeout, context.getRemainingTimeInMillis() - RESERVE) : this.timeout;
	}

	// a collector that does not answer is waited for once, not at each invocation
	private boolean isLate() {
		CompletableResultCode flush = this.late;
		return flush != null && !flush.isDone();
	}

	private void tell(String what) {
		if (this.told.compareAndSet(false, true)) {
			logger.warn("Spans of an invocation {}. Lambda may freeze the process before they are;"
					+ " see context-trace.lambda.function.flush-timeout. This is not logged again.", what);
		}
	}

}
