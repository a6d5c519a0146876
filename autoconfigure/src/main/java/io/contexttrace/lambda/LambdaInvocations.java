package io.contexttrace.lambda;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.TraceReference;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.FunctionInvocations;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.header.OutgoingHosts;
import io.contexttrace.header.XRayTraceHeader;
import org.jspecify.annotations.Nullable;

/**
 * What is done for the invocations of functions that this process makes with the AWS SDK.
 * Of several that have been activated, the last one counts; that of a function without
 * Spring counts where there is no other. Where there is no AWS SDK it does nothing. Safe
 * for use by several threads.
 */
public final class LambdaInvocations implements AutoCloseable {

	private static final List<LambdaInvocations> ACTIVE = new CopyOnWriteArrayList<>();

	private final OutgoingHeaders headers;

	private final FunctionInvocations invocations;

	private final Function<ContextSnapshot, @Nullable String> trace;

	private LambdaInvocations(OutgoingHeaders headers, FunctionInvocations invocations,
			Function<ContextSnapshot, @Nullable String> trace) {
		this.headers = headers;
		this.invocations = invocations;
		this.trace = trace;
	}

	/**
	 * Let the SDK's clients carry the context, until this is closed.
	 * @param headers writes what a host may see, what a function is invoked with among it
	 * @param invocations writes the payload of events, and is told of each invocation
	 * @param trace words the trace header for what a thread holds, {@code null} if no
	 * trace is known; asked on the thread that invokes the function
	 * @return what has been activated
	 */
	public static LambdaInvocations activate(OutgoingHeaders headers, FunctionInvocations invocations,
			Function<ContextSnapshot, @Nullable String> trace) {
		return activated(new LambdaInvocations(headers, invocations, trace));
	}

	private static LambdaInvocations activated(LambdaInvocations active) {
		ACTIVE.add(0, active);
		return active;
	}

	/**
	 * Let the SDK's clients carry the context to all hosts, and the trace that was
	 * received, until this is closed. This is for functions without Spring.
	 * @param headers writes the context
	 * @param invocations writes what a function is invoked with
	 * @return what has been activated
	 */
	public static LambdaInvocations activate(ContextHeaders headers, FunctionInvocations invocations) {
		return activated(everywhere(headers, invocations));
	}

	/**
	 * The same where nothing else is activated. What an application has activated knows
	 * its hosts and its tracer.
	 * @param headers writes the context
	 * @param invocations writes what a function is invoked with
	 * @return what has been activated
	 */
	static LambdaInvocations activateOtherwise(ContextHeaders headers, FunctionInvocations invocations) {
		LambdaInvocations otherwise = everywhere(headers, invocations);
		ACTIVE.add(otherwise);
		return otherwise;
	}

	private static LambdaInvocations everywhere(ContextHeaders headers, FunctionInvocations invocations) {
		OutgoingHosts everywhere = new OutgoingHosts(List.of("*"), List.of());
		return new LambdaInvocations(new OutgoingHeaders(headers, everywhere, List.of(), invocations), invocations,
				LambdaInvocations::received);
	}

	private static @Nullable String received(ContextSnapshot snapshot) {
		TraceReference trace = snapshot.trace();
		return (trace != null) ? XRayTraceHeader.format(trace) : null;
	}

	/**
	 * What counts now.
	 * @return what was activated last, or {@code null} if nothing is
	 */
	public static @Nullable LambdaInvocations active() {
		return ACTIVE.isEmpty() ? null : ACTIVE.get(0);
	}

	@Override
	public void close() {
		ACTIVE.remove(this);
	}

	/**
	 * What writes the headers of an invocation.
	 * @return the headers
	 */
	public OutgoingHeaders headers() {
		return this.headers;
	}

	/**
	 * What writes the payload of an event.
	 * @return the invocations
	 */
	public FunctionInvocations invocations() {
		return this.invocations;
	}

	/**
	 * The trace of an invocation that this thread makes.
	 * @param snapshot what the thread holds
	 * @return the header, or {@code null} if no trace is known
	 */
	public @Nullable String trace(ContextSnapshot snapshot) {
		return this.trace.apply(snapshot);
	}

}
