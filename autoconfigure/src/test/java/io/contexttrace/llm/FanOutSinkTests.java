package io.contexttrace.llm;

import java.util.List;

import io.contexttrace.RecordingListener;
import io.contexttrace.ThrowingListener;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FanOutSinkTests {

	private final RecordingSink sink = new RecordingSink();

	@Test
	void everySinkGetsEveryCall() {
		RecordingSink second = new RecordingSink();
		FanOutSink all = new FanOutSink(List.of(this.sink, second), new RecordingListener());
		all.accept(LlmCallFixture.record("r"));
		assertThat(this.sink.requestIds()).containsExactly("r");
		assertThat(second.requestIds()).containsExactly("r");
	}

	@Test
	void sinkThatThrowsHasLostTheCallAndTheOthersHaveIt() {
		RecordingListener listener = new RecordingListener();
		FanOutSink all = new FanOutSink(List.of(new ThrowingSink(), this.sink), listener);
		all.accept(LlmCallFixture.record("r1"));
		all.accept(LlmCallFixture.record("r2"));
		assertThat(this.sink.requestIds()).containsExactly("r1", "r2");
		assertThat(listener.losses()).containsExactly("throwing error 1", "throwing error 1");
	}

	@Test
	void listenerThatThrowsDoesNotDisturb() {
		new FanOutSink(List.of(new ThrowingSink(), this.sink), new ThrowingListener())
			.accept(LlmCallFixture.record("r"));
		assertThat(this.sink.requestIds()).containsExactly("r");
	}

}
