package io.contexttrace.sink;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.contexttrace.RecordingListener;
import io.contexttrace.ThrowingListener;
import io.contexttrace.llm.FinishedCall;
import io.contexttrace.llm.LlmCallFixture;
import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.llm.RecordingSink;
import io.contexttrace.llm.ThrowingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class RecordQueueTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final RecordingListener listener = new RecordingListener();

	private final RecordingSink recording = new RecordingSink();

	private final GatedSink gated = new GatedSink(this.recording);

	@Test
	void fullQueueDropsAndCounts() throws InterruptedException {
		try (RecordQueue queued = new RecordQueue(LlmCallFixture::record, this.gated, this.listener,
				limits(2, PATIENCE))) {
			queued.accept(call("r1"));
			this.gated.awaitFirstCall();
			List.of("r2", "r3", "r4", "r5").forEach((id) -> queued.accept(call(id)));
			assertThat(this.listener.losses()).containsExactly("gated queue_full 1", "gated queue_full 1");
			this.gated.open();
		}
		assertThat(this.recording.requestIds()).containsExactly("r1", "r2", "r3");
	}

	@Test
	void closingDrainsTheQueue() {
		this.gated.open();
		List<String> ids = IntStream.range(0, 500).mapToObj((i) -> "r" + i).toList();
		try (RecordQueue queued = new RecordQueue(LlmCallFixture::record, this.gated, this.listener,
				limits(500, PATIENCE))) {
			ids.forEach((id) -> queued.accept(call(id)));
		}
		assertThat(this.recording.requestIds()).isEqualTo(ids);
		assertThat(this.listener.losses()).isEmpty();
	}

	@Test
	void closingInMidCallLetsTheCallEnd() throws InterruptedException {
		RecordQueue queued = new RecordQueue(LlmCallFixture::record, this.gated, this.listener, limits(2, PATIENCE));
		queued.accept(call("r1"));
		this.gated.awaitFirstCall();
		Thread closing = new Thread(queued::close);
		closing.start();
		this.gated.open();
		closing.join();
		assertThat(this.recording.requestIds()).containsExactly("r1");
	}

	@Test
	void closingGivesUpAndCountsWhatIsLeft() throws InterruptedException {
		RecordQueue queued = new RecordQueue(LlmCallFixture::record, this.gated, this.listener,
				limits(2, Duration.ofMillis(1)));
		queued.accept(call("r1"));
		this.gated.awaitFirstCall();
		queued.accept(call("r2"));
		queued.accept(call("r3"));
		queued.close();
		assertThat(List.of(this.listener.takeLoss(), this.listener.takeLoss()))
			.containsExactlyInAnyOrder("gated shutdown 2", "gated error 1");
		assertThat(this.recording.requestIds()).isEmpty();
	}

	@Test
	void zeroPatienceDoesNotWaitForEver() throws InterruptedException {
		RecordQueue queued = new RecordQueue(LlmCallFixture::record, this.gated, this.listener,
				limits(2, Duration.ZERO));
		queued.accept(call("r1"));
		this.gated.awaitFirstCall();
		queued.close();
		assertThat(this.listener.takeLoss()).isEqualTo("gated error 1");
	}

	@Test
	void callAfterClosingIsCountedAsLost() {
		RecordQueue queued = new RecordQueue(LlmCallFixture::record, this.recording, this.listener,
				limits(2, PATIENCE));
		queued.close();
		queued.accept(call("r1"));
		queued.close();
		assertThat(this.listener.losses()).containsExactly("recording shutdown 1");
		assertThat(this.recording.requestIds()).isEmpty();
	}

	@Test
	void sinkThatThrowsLosesOnlyThatCall() {
		try (RecordQueue queued = new RecordQueue(LlmCallFixture::record, new ThrowingSink(), this.listener,
				limits(2, PATIENCE))) {
			queued.accept(call("r1"));
			queued.accept(call("r2"));
		}
		assertThat(this.listener.losses()).containsExactly("throwing error 1", "throwing error 1");
	}

	@Test
	void workerOutlivesErrorsAndBrokenListeners() {
		try (RecordQueue queued = new RecordQueue(LlmCallFixture::record, new FailingOnceSink(this.recording, () -> {
			throw new StackOverflowError();
		}), new ThrowingListener(), limits(2, PATIENCE))) {
			queued.accept(call("r1"));
			queued.accept(call("r2"));
		}
		assertThat(this.recording.requestIds()).containsExactly("r2");
	}

	@Test
	void workerOutlivesASinkThatInterruptsIt() throws InterruptedException {
		CountDownLatch interrupted = new CountDownLatch(1);
		try (RecordQueue queued = new RecordQueue(LlmCallFixture::record, new FailingOnceSink(this.recording, () -> {
			Thread.currentThread().interrupt();
			interrupted.countDown();
		}), this.listener, limits(2, PATIENCE))) {
			queued.accept(call("r1"));
			assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
			queued.accept(call("r2"));
		}
		assertThat(this.recording.requestIds()).containsExactly("r2");
	}

	@Test
	void noCallIsBothServedAndLost() throws InterruptedException {
		RecordQueue queued = new RecordQueue(LlmCallFixture::record, this.recording, this.listener,
				limits(10_000, PATIENCE));
		CountDownLatch started = new CountDownLatch(1);
		Thread producer = new Thread(() -> IntStream.range(0, 5000).forEach((i) -> {
			queued.accept(call("r" + i));
			started.countDown();
		}));
		producer.start();
		assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
		queued.close();
		producer.join();
		assertThat(this.recording.requestIds().size() + this.listener.losses().size()).isEqualTo(5000);
	}

	private static QueueLimits limits(int capacity, Duration patience) {
		return new QueueLimits(capacity, 0, patience);
	}

	private static FinishedCall call(String requestId) {
		return LlmCallFixture.finished(requestId);
	}

	/**
	 * Does something else with the first call.
	 */
	private static final class FailingOnceSink implements LlmCallSink {

		private final LlmCallSink delegate;

		private final Runnable failure;

		private boolean failed;

		FailingOnceSink(LlmCallSink delegate, Runnable failure) {
			this.delegate = delegate;
			this.failure = failure;
		}

		@Override
		public String name() {
			return "failing";
		}

		@Override
		public void accept(LlmRecord record) {
			if (this.failed) {
				this.delegate.accept(record);
				return;
			}
			this.failed = true;
			this.failure.run();
		}

	}

}
