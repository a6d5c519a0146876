package io.contexttrace;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class FaultBarrierTests {

	private final FaultBarrier barrier = new FaultBarrier();

	@Test
	void failureIsLoggedOnceForEachCulprit(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			assertThat(this.barrier.run("a text", () -> {
				throw new IllegalStateException("first culprit");
			})).isFalse();
		}
		this.barrier.run(this, () -> {
			throw new NoClassDefFoundError("second culprit");
		});
		assertThat(output.getAll().split("first culprit", -1)).hasSize(2);
		assertThat(output).contains("java.lang.String failed").contains("second culprit");
	}

	@Test
	void messageThatMayQuoteATextIsNotLogged(CapturedOutput output) {
		FaultBarrier quiet = FaultBarrier.withoutMessages();
		quiet.run(this, () -> {
			throw new IllegalStateException("cannot read sesame", new IllegalArgumentException("sesame"));
		});
		StackTraceElement[] nowhere = {};
		IllegalStateException bare = new IllegalStateException("sesame");
		bare.setStackTrace(nowhere);
		quiet.report("a text", bare);
		assertThat(output).contains("FaultBarrierTests failed with java.lang.IllegalStateException at ")
			.contains("java.lang.String failed with java.lang.IllegalStateException at an unknown place")
			.doesNotContain("sesame");
	}

	@Test
	void whatIsNotOursToCatchPasses() {
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> this.barrier.run(this, () -> {
			throw new StackOverflowError();
		}));
	}

}
