package io.contexttrace.propagation;

/**
 * A span that is current on a thread until it is closed, or until it leaves the thread
 * and is ended on another one. It belongs to the thread that started it, except that any
 * thread can let it fail or end.
 */
public interface WorkSpan extends AutoCloseable {

	/**
	 * No span.
	 */
	WorkSpan NONE = new WorkSpan() {

		@Override
		public void failed(Throwable failure) {
		}

		@Override
		public void leave() {
		}

		@Override
		public void end() {
		}

	};

	/**
	 * Record that the work failed.
	 * @param failure what it threw
	 */
	void failed(Throwable failure);

	/**
	 * Cease to be current on the thread that started it. The work goes on elsewhere.
	 */
	void leave();

	/**
	 * The work has ended. This does not make the span cease to be current.
	 */
	void end();

	@Override
	default void close() {
		leave();
		end();
	}

}
