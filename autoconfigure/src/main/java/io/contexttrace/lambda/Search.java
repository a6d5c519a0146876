package io.contexttrace.lambda;

import java.util.Map;
import java.util.StringJoiner;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.TraceReference;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.XRayTraceHeader;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the places in which an invocation can say for whom it is: the context is
 * that of the first which has one, and so is the trace. Not safe for use by several
 * threads.
 */
final class Search {

	private static final BusinessContext PLACEHOLDER = BusinessContext.of(new ContextId("none"), "none");

	private final ContextReceiver receiver;

	private final ContextHeaders headers;

	private final String carrierName;

	private final StringJoiner tried = new StringJoiner(", ");

	private @Nullable BusinessContext context;

	private @Nullable HeaderSource contextSource;

	private @Nullable HeaderSource traceSource;

	Search(ContextReceiver receiver, ContextHeaders headers, String carrierName) {
		this.receiver = receiver;
		this.headers = headers;
		this.carrierName = carrierName;
	}

	/**
	 * Look at some places, as long as something is missing.
	 * @param sources the places, in this order
	 */
	void ask(Iterable<HeaderSource> sources) {
		for (HeaderSource source : sources) {
			if (isComplete()) {
				return;
			}
			this.tried.add(source.name() + (source.isPresent() ? "" : " (absent)"));
			askForContext(source);
			askForTrace(source);
		}
	}

	private void askForContext(HeaderSource source) {
		if (this.context == null) {
			this.context = this.headers.read(source, HeaderSource.GETTER, this.carrierName);
			this.contextSource = (this.context != null) ? source : null;
		}
	}

	private void askForTrace(HeaderSource source) {
		if (this.traceSource == null && trace(source) != null) {
			this.traceSource = source;
		}
	}

	private @Nullable TraceReference trace(HeaderSource source) {
		return snapshot(PLACEHOLDER, headers(null, source)).trace();
	}

	boolean isComplete() {
		return this.context != null && this.traceSource != null;
	}

	boolean hasTrace() {
		return this.traceSource != null;
	}

	/**
	 * The context that was found.
	 * @return the context, or {@code null} if no place had one that can be accepted
	 */
	@Nullable BusinessContext context() {
		return this.context;
	}

	/**
	 * Which places were looked at.
	 * @return their names
	 */
	String tried() {
		return this.tried.toString();
	}

	/**
	 * End the search. Where no trace was found, the work belongs to that of this thread,
	 * if there is one.
	 * @param context what the work is done for
	 * @return what has been found
	 */
	ReceivedInvocation found(BusinessContext context) {
		TraceReference held = CurrentContext.capture().trace();
		HeaderSource trace = (this.traceSource != null || held == null) ? this.traceSource
				: new HeaderSource.Headers("invocation", headers(held));
		return new ReceivedInvocation(snapshot(context, headers(this.contextSource, trace)),
				headers(this.contextSource, this.traceSource));
	}

	private static Map<String, String> headers(TraceReference held) {
		return !held.headers().isEmpty() ? held.headers()
				: Map.of(HeaderNames.XRAY_TRACE, XRayTraceHeader.format(held.xrayTraceId(), null, held.sampled()));
	}

	private ReceivedInvocation.Headers headers(@Nullable HeaderSource context, @Nullable HeaderSource trace) {
		return new ReceivedInvocation.Headers(this.headers.names(), context, trace);
	}

	private ContextSnapshot snapshot(BusinessContext context, HeaderSource found) {
		return this.receiver.receive(context, found, HeaderSource.GETTER, this.carrierName);
	}

}
