package io.contexttrace.ai;

import org.springframework.context.SmartLifecycle;

/**
 * Records what is under way when the application stops: after web servers and listeners
 * have finished their work, and before the beans go that records are handed to.
 */
public final class ModelCallsLifecycle implements SmartLifecycle {

	private final ModelCalls calls;

	private volatile boolean running;

	/**
	 * Create a lifecycle.
	 * @param calls keeps the calls that are under way
	 */
	public ModelCallsLifecycle(ModelCalls calls) {
		this.calls = calls;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.calls.close();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
