package io.contexttrace.llm.record;

import java.util.Map;

import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.FinishedCall;
import io.contexttrace.llm.Kept;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes the record of a finished call, which is all that sinks see of it. Safe for use by
 * several threads.
 */
public final class RecordMaker implements RecordSource {

	private final ContentCapture capture;

	/**
	 * Create a maker of records.
	 * @param capture how much of what is said goes on record
	 */
	public RecordMaker(ContentCapture capture) {
		this.capture = capture;
	}

	@Override
	public LlmRecord record(FinishedCall finished) {
		boolean full = this.capture == ContentCapture.FULL;
		return new LlmRecord(finished.call(), full ? finished.raw().errorMessage() : null, content(finished),
				new Kept(full, full ? "all" : "capture"), Map.of());
	}

	private @Nullable LlmContent content(FinishedCall finished) {
		LlmContent content = (this.capture != ContentCapture.NONE) ? finished.raw().content() : null;
		return (content != null && this.capture == ContentCapture.METADATA) ? ContentSizes.of(content) : content;
	}

}
