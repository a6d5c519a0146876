package io.contexttrace.lambda;

import java.util.concurrent.atomic.AtomicBoolean;

import com.amazonaws.services.lambda.runtime.Context;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import org.jspecify.annotations.Nullable;

/**
 * An invocation of a function that is going on. It belongs to the thread that opened it
 * until that leaves it; it can fail and end on any other.
 */
public final class Invocation implements AutoCloseable {

	private static final ThreadLocal<@Nullable Context> CURRENT = new ThreadLocal<>();

	private final ContextSnapshot snapshot;

	private final OpenedWork work;

	private final @Nullable TraceProperty property;

	private final AtomicBoolean left;

	private Invocation(OpenedWork work, @Nullable TraceProperty property, boolean inside) {
		this.snapshot = CurrentContext.capture();
		this.work = work;
		this.property = property;
		this.left = new AtomicBoolean(inside);
	}

	/**
	 * Whether this thread is working at an invocation already, so that what it holds is
	 * not left over from another one.
	 * @param context what the runtime says of the invocation
	 * @return {@code true} inside the same invocation
	 */
	static boolean isCurrent(@Nullable Context context) {
		return context != null && CURRENT.get() == context;
	}

	static Invocation inside() {
		return new Invocation(OpenedWork.NONE, null, true);
	}

	static Invocation open(OpenedWork work, @Nullable Context context, @Nullable TraceProperty property) {
		Invocation invocation = new Invocation(work, property, false);
		CURRENT.set(context);
		return invocation;
	}

	/**
	 * What the work holds.
	 * @return the snapshot, to be taken along to other threads
	 */
	public ContextSnapshot snapshot() {
		return this.snapshot;
	}

	/**
	 * Record that the function failed.
	 * @param failure what it threw
	 */
	public void failed(Throwable failure) {
		this.work.failed(failure);
	}

	/**
	 * Let this thread, which has opened the invocation, hold nothing of it any more.
	 */
	public void leave() {
		if (this.left.compareAndSet(false, true)) {
			CURRENT.remove();
			this.work.leave();
			CurrentContext.restore(ContextSnapshot.empty());
		}
	}

	/**
	 * The function has done its work. It has succeeded unless it has failed before.
	 */
	public void end() {
		this.work.end();
		if (this.property != null) {
			this.property.close();
		}
	}

	@Override
	public void close() {
		leave();
		end();
	}

}
