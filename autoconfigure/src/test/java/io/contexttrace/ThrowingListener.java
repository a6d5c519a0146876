package io.contexttrace;

/**
 * Throws whatever it is told.
 */
public final class ThrowingListener implements ContextListener {

	@Override
	public void issued(BusinessContext context, String source) {
		throw new IllegalStateException("issued");
	}

	@Override
	public void rejected(Rejection rejection) {
		throw new IllegalStateException("rejected");
	}

	@Override
	public void finished(Step step) {
		throw new IllegalStateException("finished");
	}

	@Override
	public void lost(String sink, String reason, long count) {
		throw new IllegalStateException("lost");
	}

}
