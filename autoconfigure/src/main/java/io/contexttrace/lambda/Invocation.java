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

	private final OpenedWork work;

	private final @Nullable TraceProperty property;

	private final Runnable ending;

	private final AtomicBoolean left = new AtomicBoolean();

	private final AtomicBoolean ended = new AtomicBoolean();

	private Invocation(OpenedWork work, @Nullable TraceProperty property, Runnable ending) {
		this.work = work;
		this.property = property;
		this.ending = ending;
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
		Invocation inside = new Invocation(OpenedWork.NONE, null, () -> {
		});
		inside.left.set(true);
		return inside;
	}

	static Invocation open(OpenedWork work, @Nullable Context context, @Nullable TraceProperty property,
			Runnable ending) {
		Invocation invocation = new Invocation(work, property, ending);
		CURRENT.set(context);
		return invocation;
	}

	/**
	 * Record that the function failed.
	 * @param failure what it threw
	 */
	public void failed(Throwable failure) {
		this.work.failed(failure);
	}

	/**
	 * Record that nobody wants the answer any more.
	 */
	public void cancelled() {
		this.work.cancelled();
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
	 * The function has done its work. It has succeeded unless it has failed before. This
	 * comes before its answer is given, and may wait a while for what is to be done until
	 * then.
	 */
	public void end() {
		if (this.ended.compareAndSet(false, true)) {
			this.work.end();
			if (this.property != null) {
				this.property.close();
			}
			this.ending.run();
		}
	}

	@Override
	public void close() {
		leave();
		end();
	}

}
