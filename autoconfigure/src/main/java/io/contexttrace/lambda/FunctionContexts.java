package io.contexttrace.lambda;

import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.Context;
import io.contexttrace.CallableWork;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import io.contexttrace.TraceReference;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.XRayTraceHeader;
import org.jspecify.annotations.Nullable;

/**
 * Does the work of a function under the context of the invocation, and that on one record
 * of a batch under the context of the record. What the work throws passes unchanged; a
 * failure of ours never reaches it. Safe for use by several threads.
 */
public final class FunctionContexts {

	private final Hydration hydration;

	private final WorkOpener opener;

	private final Runnable cleaning;

	private final InvocationEnding ending;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param hydration finds what the work is done for
	 * @param opener opens the work
	 * @param cleaning takes away from a thread what an invocation may have left behind
	 * that did not come to its end
	 */
	public FunctionContexts(Hydration hydration, WorkOpener opener, Runnable cleaning) {
		this(hydration, opener, cleaning, InvocationEnding.NOTHING);
	}

	/**
	 * Create an instance.
	 * @param hydration finds what the work is done for
	 * @param opener opens the work
	 * @param cleaning takes away from a thread what an invocation may have left behind
	 * that did not come to its end
	 * @param ending is told of each invocation that has ended, before its answer is given
	 */
	public FunctionContexts(Hydration hydration, WorkOpener opener, Runnable cleaning, InvocationEnding ending) {
		this.hydration = hydration;
		this.opener = opener;
		this.cleaning = cleaning;
		this.ending = ending;
	}

	/**
	 * Open an invocation. The thread starts clean, whatever it held before, unless it is
	 * inside the same invocation already.
	 * @param event supplies the event, asked only if the event is needed
	 * @param context what the runtime says of the invocation
	 * @return the invocation, to be closed on the same thread
	 */
	public Invocation open(Supplier<? extends @Nullable Object> event, @Nullable Context context) {
		if (Invocation.isCurrent(context)) {
			return Invocation.inside();
		}
		CurrentContext.restore(ContextSnapshot.empty());
		Opening opening = new Opening();
		this.barrier.run(this, () -> {
			this.cleaning.run();
			ReceivedInvocation received = this.hydration.invocation(event, context);
			opening.property = TraceProperty.open(traceHeader(received));
			opening.work = this.opener.open(received, Hydration.FUNCTION);
		});
		return Invocation.open(opening.work, context, opening.property,
				() -> this.barrier.run(this.ending, () -> this.ending.ended(context)));
	}

	private static @Nullable String traceHeader(ReceivedInvocation received) {
		XRayTraceHeader header = XRayTraceHeader.parse(ReceivedInvocation.GETTER.get(received, HeaderNames.XRAY_TRACE));
		TraceReference trace = received.snapshot().trace();
		if (header != null || trace == null) {
			return (header != null) ? header.value() : null;
		}
		return XRayTraceHeader.format(trace.xrayTraceId(), null, trace.sampled());
	}

	/**
	 * Do the work of an invocation.
	 * @param <T> the type of the result
	 * @param <X> what the work can throw
	 * @param event the event
	 * @param context what the runtime says of the invocation
	 * @param work what to do
	 * @return the result
	 * @throws X what the work throws
	 */
	public <T extends @Nullable Object, X extends Throwable> T call(@Nullable Object event, @Nullable Context context,
			CallableWork<T, X> work) throws X {
		return call(open(() -> event, context), work);
	}

	static <T extends @Nullable Object, X extends Throwable> T call(Invocation invocation, CallableWork<T, X> work)
			throws X {
		try {
			return work.call();
		}
		catch (Throwable ex) {
			invocation.failed(ex);
			throw ex;
		}
		finally {
			invocation.close();
		}
	}

	/**
	 * Do the work on each record of an event, under the context of that record. The first
	 * failure ends it.
	 * @param <R> the type of the records
	 * @param records the records, of SQS, SNS or Kinesis: objects of
	 * {@code aws-lambda-java-events}, or maps
	 * @param work what to do with a record
	 */
	public <R> void forEachRecord(Collection<? extends R> records, Consumer<? super R> work) {
		for (R record : records) {
			run(record, () -> work.accept(record));
		}
	}

	/**
	 * Do the work on one record of an event.
	 * @param record the record
	 * @param work what to do
	 */
	public void run(Object record, Runnable work) {
		this.<@Nullable Object, RuntimeException>call(record, () -> {
			work.run();
			return null;
		});
	}

	/**
	 * Do the work on one record of an event, with a result.
	 * @param <T> the type of the result
	 * @param <X> what the work can throw
	 * @param record the record
	 * @param work what to do
	 * @return the result
	 * @throws X what the work throws
	 */
	public <T extends @Nullable Object, X extends Throwable> T call(Object record, CallableWork<T, X> work) throws X {
		Opening opening = new Opening();
		this.barrier.run(this, () -> opening.work = this.opener.open(this.hydration.record(record), Hydration.RECORD));
		try {
			return work.call();
		}
		catch (Throwable ex) {
			opening.work.failed(ex);
			throw ex;
		}
		finally {
			opening.work.leave();
			opening.work.end();
		}
	}

	/**
	 * What has been opened so far.
	 */
	private static final class Opening {

		private OpenedWork work = OpenedWork.NONE;

		private @Nullable TraceProperty property;

	}

}
