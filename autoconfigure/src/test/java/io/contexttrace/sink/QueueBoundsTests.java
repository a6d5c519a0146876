package io.contexttrace.sink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.contexttrace.RecordingListener;
import io.contexttrace.llm.FinishedCall;
import io.contexttrace.llm.Kept;
import io.contexttrace.llm.LlmCallFixture;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.llm.RawContent;
import io.contexttrace.llm.RecordingSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The queue holds no more than it may, and gives up contents before it gives up records.
 */
@Timeout(60)
class QueueBoundsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final RecordingListener listener = new RecordingListener();

	private final RecordingSink recording = new RecordingSink();

	private final GatedSink gated = new GatedSink(this.recording);

	private final List<String> kept = new ArrayList<>();

	@Test
	void contentBeyondTheBoundIsLeftBehindAndTheRecordIsKept() throws InterruptedException {
		try (RecordQueue queue = queue(new QueueLimits(100, 1000, PATIENCE))) {
			queue.accept(call("r1", 1_000_000));
			queue.accept(call("r2", 300));
			this.gated.awaitFirstCall();
			queue.accept(call("r3", 300));
			queue.accept(call("r4", 300));
			assertThat(queue.contentSize()).isLessThanOrEqualTo(1000);
			this.gated.open();
		}
		assertThat(this.recording.requestIds()).containsExactly("r1", "r2", "r3", "r4");
		assertThat(this.kept).containsExactly("r1 queue_full", "r2 kept", "r3 queue_full", "r4 queue_full");
		assertThat(this.listener.losses()).hasSize(3).allMatch("content queue_full 1"::equals);
	}

	@Test
	void sizeOfContentThatWasServedIsFreeAgain() {
		this.gated.open();
		try (RecordQueue queue = queue(new QueueLimits(100, 1000, PATIENCE))) {
			for (int i = 1; i <= 20; i++) {
				queue.accept(call("r" + i, 400));
				awaitRecords(i);
			}
			assertThat(queue.contentSize()).isZero();
		}
		assertThat(this.listener.losses()).isEmpty();
		assertThat(this.kept).hasSize(20).allMatch((call) -> call.endsWith(" kept"));
	}

	@Test
	void lastQuarterOfTheQueueTakesNoContent() throws InterruptedException {
		try (RecordQueue queue = queue(new QueueLimits(8, 1_000_000, PATIENCE))) {
			queue.accept(call("served", 1));
			this.gated.awaitFirstCall();
			IntStream.range(0, 10).forEach((i) -> queue.accept(call("r" + i, 1)));
			assertThat(this.listener.losses()).containsExactly("content queue_full 1", "content queue_full 1",
					"gated queue_full 1", "gated queue_full 1");
			this.gated.open();
		}
		assertThat(this.kept).containsExactly("served kept", "r0 kept", "r1 kept", "r2 kept", "r3 kept", "r4 kept",
				"r5 kept", "r6 queue_full", "r7 queue_full");
	}

	@Test
	void evenASingleItemCanWaitWithItsContent() {
		assertThat(new QueueLimits(1, 0, PATIENCE).capacityForContent()).isEqualTo(1);
		assertThat(new QueueLimits(2, 0, PATIENCE).capacityForContent()).isEqualTo(2);
		assertThatIllegalArgumentException().isThrownBy(() -> new QueueLimits(0, 0, PATIENCE));
		assertThatIllegalArgumentException().isThrownBy(() -> new QueueLimits(1, -1, PATIENCE));
		assertThatIllegalArgumentException().isThrownBy(() -> new QueueLimits(1, 0, Duration.ofSeconds(-1)));
	}

	@Test
	void contentThatCannotBeMeasuredIsCounted() {
		this.gated.open();
		try (RecordQueue queue = queue(new QueueLimits(8, 1000, PATIENCE))) {
			queue.accept(new FinishedCall(LlmCallFixture.call("r", null), new SizedContent(0) {

				@Override
				public long size() {
					throw new IllegalStateException("gone");
				}

			}));
		}
		assertThat(this.listener.losses()).containsExactly("gated error 1");
	}

	@Test
	void otherItemsShareTheQueueAndItsWorker() throws InterruptedException {
		List<String> served = new ArrayList<>();
		try (RecordQueue queue = queue(new QueueLimits(2, 1000, PATIENCE))) {
			queue.accept(call("r1", 1));
			this.gated.awaitFirstCall();
			queue.offer(new Note(served, () -> {
			}));
			queue.offer(new Note(served, () -> {
				throw new IllegalStateException("no");
			}));
			queue.offer(new Note(served, () -> {
			}));
			this.gated.open();
		}
		assertThat(served).containsExactly("context-trace-records", "context-trace-records");
		assertThat(this.listener.losses()).containsExactly("notes queue_full 1", "notes error 1");
	}

	@Test
	void boundsHoldUnderManyThreadsAndEveryCallIsServedOrCounted() throws InterruptedException {
		AtomicLong most = new AtomicLong();
		AtomicInteger offered = new AtomicInteger();
		this.gated.open();
		try (RecordQueue queue = queue(new QueueLimits(50, 2000, PATIENCE))) {
			CountDownLatch go = new CountDownLatch(1);
			List<Thread> producers = IntStream.range(0, 4).mapToObj((producer) -> new Thread(() -> {
				await(go);
				for (int i = 0; i < 2000; i++) {
					queue.accept(call(producer + "-" + i, i % 300));
					most.accumulateAndGet(queue.contentSize(), Math::max);
					offered.incrementAndGet();
				}
			})).toList();
			producers.forEach(Thread::start);
			go.countDown();
			for (Thread producer : producers) {
				producer.join();
			}
		}
		long dropped = this.listener.losses().stream().filter("gated queue_full 1"::equals).count();
		long stripped = this.listener.losses().stream().filter("content queue_full 1"::equals).count();
		assertThat(most.get()).isLessThanOrEqualTo(2000);
		assertThat(this.recording.requestIds().size() + dropped).isEqualTo(offered.get()).isEqualTo(8000);
		assertThat(this.kept.stream().filter((call) -> call.endsWith(" queue_full")).count()).isEqualTo(stripped);
		assertThat(this.listener.losses()).hasSize((int) (dropped + stripped));
	}

	private RecordQueue queue(QueueLimits limits) {
		return new RecordQueue(this::record, this.gated, this.listener, limits);
	}

	// runs on the worker alone, and is read when the worker has ended
	private LlmRecord record(FinishedCall call) {
		String reason = (call.lost() != null) ? call.lost() : "kept";
		this.kept.add(call.call().ids().requestId() + " " + reason);
		return new LlmRecord(call.call(), null, null, new Kept(call.lost() == null, reason),
				LlmCallFixture.record(call).redactions());
	}

	private void awaitRecords(int count) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (this.recording.requestIds().size() < count) {
			assertThat(System.nanoTime()).isLessThan(deadline);
			Thread.onSpinWait();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static FinishedCall call(String requestId, int size) {
		return new FinishedCall(LlmCallFixture.call(requestId, null), new SizedContent(size));
	}

	private static class SizedContent implements RawContent {

		private final int size;

		SizedContent(int size) {
			this.size = size;
		}

		@Override
		public @Nullable LlmContent content() {
			return null;
		}

		@Override
		public @Nullable String errorMessage() {
			return null;
		}

		@Override
		public long size() {
			return this.size;
		}

	}

	private record Note(List<String> served, Runnable work) implements QueuedItem {

		@Override
		public String sink() {
			return "notes";
		}

		@Override
		public long contentSize() {
			return 0;
		}

		@Override
		public QueuedItem withoutContent() {
			return this;
		}

		@Override
		public void serve() {
			this.served.add(Thread.currentThread().getName());
			this.work.run();
		}

	}

}
