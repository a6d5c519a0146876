package io.contexttrace.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

import org.jspecify.annotations.Nullable;

/**
 * An event that comes as a stream, and whose start is read before the handler reads it.
 * The handler gets every byte all the same, and every failure where it would have met it.
 * Not safe for use by several threads.
 */
final class StreamedEvent {

	private static final int CHUNK = 8192;

	private final InputStream input;

	private final ByteArrayOutputStream start = new ByteArrayOutputStream();

	private @Nullable IOException failure;

	StreamedEvent(InputStream input) {
		this.input = input;
	}

	/**
	 * Read the start of the event.
	 * @return as many bytes as are looked at, fewer if the event has no more or cannot be
	 * read
	 */
	byte[] start() {
		try {
			byte[] chunk = new byte[CHUNK];
			int read = 0;
			while (read >= 0 && this.start.size() < EventContent.MAX_LENGTH) {
				this.start.write(chunk, 0, read);
				read = this.input.read(chunk, 0, Math.min(CHUNK, EventContent.MAX_LENGTH - this.start.size()));
			}
		}
		catch (IOException ex) {
			this.failure = ex;
		}
		return this.start.toByteArray();
	}

	/**
	 * The event from its first byte on.
	 * @return the stream for the handler
	 */
	InputStream whole() {
		if (this.start.size() == 0 && this.failure == null) {
			return this.input;
		}
		return new SequenceInputStream(new ByteArrayInputStream(this.start.toByteArray()), rest());
	}

	private InputStream rest() {
		IOException ex = this.failure;
		return (ex != null) ? new FailingStream(ex) : this.input;
	}

	/**
	 * Fails as the event's own stream has failed.
	 */
	private static final class FailingStream extends InputStream {

		private final IOException failure;

		private FailingStream(IOException failure) {
			this.failure = failure;
		}

		@Override
		public int read() throws IOException {
			throw this.failure;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			throw this.failure;
		}

	}

}
