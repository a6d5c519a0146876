package io.contexttrace;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Remembers what it is told.
 */
public final class RecordingListener implements ContextListener {

	private static final long PATIENCE_SECONDS = 20;

	private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();

	private final BlockingQueue<Rejection> rejections = new LinkedBlockingQueue<>();

	private final BlockingQueue<String> losses = new LinkedBlockingQueue<>();

	private final BlockingQueue<String> redactions = new LinkedBlockingQueue<>();

	@Override
	public void rejected(Rejection rejection) {
		this.rejections.add(rejection);
	}

	@Override
	public void finished(Step step) {
		this.steps.add(step);
	}

	@Override
	public void lost(String sink, String reason, long count) {
		this.losses.add(sink + " " + reason + " " + count);
	}

	@Override
	public void redacted(String type, long count) {
		this.redactions.add(type + " " + count);
	}

	/**
	 * Take the next step, or wait for it.
	 * @return the step
	 * @throws InterruptedException if the thread is interrupted
	 */
	public Step takeStep() throws InterruptedException {
		Step step = this.steps.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
		if (step == null) {
			throw new AssertionError("No step was finished");
		}
		return step;
	}

	/**
	 * The steps that nobody has taken.
	 * @return the steps
	 */
	public List<Step> steps() {
		return new ArrayList<>(this.steps);
	}

	/**
	 * Why something was refused, so far.
	 * @return the reasons, in order
	 */
	public List<Rejection.Reason> reasons() {
		return this.rejections.stream().map(Rejection::reason).toList();
	}

	/**
	 * What was refused so far.
	 * @return the rejections, in order
	 */
	public List<Rejection> rejections() {
		return new ArrayList<>(this.rejections);
	}

	/**
	 * What was lost so far.
	 * @return sink, reason and count of each loss
	 */
	public List<String> losses() {
		return new ArrayList<>(this.losses);
	}

	/**
	 * What was taken out of records so far.
	 * @return type and count of each redaction
	 */
	public List<String> redactions() {
		return new ArrayList<>(this.redactions);
	}

	/**
	 * Take the next loss, or wait for it.
	 * @return sink, reason and count
	 * @throws InterruptedException if the thread is interrupted
	 */
	public String takeLoss() throws InterruptedException {
		String loss = this.losses.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
		if (loss == null) {
			throw new AssertionError("Nothing was lost");
		}
		return loss;
	}

}
