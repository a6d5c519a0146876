package io.contexttrace.lambda;

/**
 * Work of a function that is going on. It belongs to the thread that opened it until that
 * leaves it; after that it can fail and end on any thread. What ends it first counts.
 */
public interface OpenedWork {

	/**
	 * Work that could not be opened.
	 */
	OpenedWork NONE = new OpenedWork() {

		@Override
		public void failed(Throwable failure) {
		}

		@Override
		public void cancelled() {
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
	 * Record that nobody wants the result any more.
	 */
	void cancelled();

	/**
	 * Let this thread, which has opened the work, hold again what it held before.
	 */
	void leave();

	/**
	 * End the work. It has succeeded unless it has failed before.
	 */
	void end();

}
