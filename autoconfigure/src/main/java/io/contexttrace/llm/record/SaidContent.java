package io.contexttrace.llm.record;

import io.contexttrace.FaultBarrier;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.RawContent;
import org.jspecify.annotations.Nullable;

/**
 * What was said in one call, read when it is first needed, and once. For one record, and
 * one thread.
 */
final class SaidContent {

	private final RawContent raw;

	private final FaultBarrier barrier;

	private boolean read;

	private boolean readable;

	private @Nullable LlmContent content;

	SaidContent(RawContent raw, FaultBarrier barrier) {
		this.raw = raw;
		this.barrier = barrier;
	}

	/**
	 * The content.
	 * @return the content, or {@code null} if there is none or it cannot be read
	 */
	@Nullable LlmContent content() {
		if (!this.read) {
			this.read = true;
			read();
		}
		return this.content;
	}

	/**
	 * Whether the content could be read.
	 * @return {@code false} if it is there, but out of reach
	 */
	boolean isReadable() {
		content();
		return this.readable;
	}

	@Nullable String errorMessage() {
		try {
			return this.raw.errorMessage();
		}
		catch (RuntimeException | LinkageError ex) {
			this.barrier.report(this.raw, ex);
			return null;
		}
	}

	private void read() {
		try {
			this.content = this.raw.content();
			this.readable = true;
		}
		catch (RuntimeException | LinkageError ex) {
			this.barrier.report(this.raw, ex);
		}
	}

}
