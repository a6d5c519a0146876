package io.contexttrace.ai.okhttp;

import java.io.IOException;

import io.contexttrace.ai.HttpAttempts;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * The body of a streamed answer that tells when its first bytes are there.
 */
final class FirstBytesBody extends ResponseBody {

	private final ResponseBody body;

	private final BufferedSource source;

	private FirstBytesBody(ResponseBody body, HttpAttempts attempts) {
		this.body = body;
		this.source = Okio.buffer(new WatchedSource(body.source(), attempts));
	}

	/**
	 * Watch the body of an answer, if it is streamed.
	 * @param response the answer
	 * @param attempts is told of the first bytes
	 * @return the answer with a body that is watched
	 */
	static Response watch(Response response, HttpAttempts attempts) {
		ResponseBody body = response.body();
		MediaType type = (body != null) ? body.contentType() : null;
		return (body != null && type != null && type.subtype().equals("event-stream"))
				? response.newBuilder().body(new FirstBytesBody(body, attempts)).build() : response;
	}

	@Override
	public @Nullable MediaType contentType() {
		return this.body.contentType();
	}

	@Override
	public long contentLength() {
		return this.body.contentLength();
	}

	@Override
	public BufferedSource source() {
		return this.source;
	}

	/**
	 * Tells of the first bytes that are read from it.
	 */
	private static final class WatchedSource extends ForwardingSource {

		private final HttpAttempts attempts;

		private boolean told;

		WatchedSource(Source source, HttpAttempts attempts) {
			super(source);
			this.attempts = attempts;
		}

		@Override
		public long read(Buffer sink, long byteCount) throws IOException {
			long count = super.read(sink, byteCount);
			if (count > 0 && !this.told) {
				this.told = true;
				this.attempts.firstBytes();
			}
			return count;
		}

	}

}
