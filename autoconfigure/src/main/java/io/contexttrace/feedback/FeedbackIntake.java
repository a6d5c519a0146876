package io.contexttrace.feedback;

import io.contexttrace.llm.feedback.FeedbackRecorder;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Takes the body of a request as feedback, and says how it went. Safe for use by several
 * threads.
 */
final class FeedbackIntake {

	/**
	 * The largest body, in bytes: the longest comment in JSON's longest escapes, and
	 * some.
	 */
	static final int MAX_LENGTH = 32 * 1024;

	private final FeedbackParser parser = new FeedbackParser();

	private final FeedbackRecorder recorder;

	FeedbackIntake(FeedbackRecorder recorder) {
		this.recorder = recorder;
	}

	/**
	 * Take feedback.
	 * @param contentType what the body is said to be
	 * @param body the body, or a part of it that is longer than the limit
	 * @return what to answer
	 */
	Reply take(@Nullable MediaType contentType, byte[] body) {
		if (contentType == null || !MediaType.APPLICATION_JSON.isCompatibleWith(contentType)) {
			return new Reply(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Feedback is sent as application/json");
		}
		if (body.length > MAX_LENGTH) {
			return tooLarge();
		}
		try {
			this.recorder.record(this.parser.parse(body));
			return new Reply(HttpStatus.ACCEPTED, null);
		}
		catch (InvalidFeedbackException ex) {
			return new Reply(HttpStatus.BAD_REQUEST, ex.getMessage());
		}
	}

	static Reply tooLarge() {
		return new Reply(HttpStatus.CONTENT_TOO_LARGE, "The body has at most " + MAX_LENGTH + " bytes");
	}

	/**
	 * What to answer.
	 *
	 * @param status the status
	 * @param detail what is wrong, in words that need no escapes in JSON
	 */
	record Reply(HttpStatus status, @Nullable String detail) {

		/**
		 * The problem as RFC 9457 words it.
		 * @return a JSON object, empty if there is no problem
		 */
		String body() {
			return (this.detail != null) ? "{\"title\":\"%s\",\"status\":%d,\"detail\":\"%s.\"}"
				.formatted(this.status.getReasonPhrase(), this.status.value(), this.detail) : "";
		}

	}

}
