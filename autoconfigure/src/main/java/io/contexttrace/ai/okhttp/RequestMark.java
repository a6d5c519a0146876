package io.contexttrace.ai.okhttp;

import java.util.HashMap;
import java.util.Map;

import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * The private header that says on the threads of a vendor's SDK which call a streamed
 * request belongs to. It never leaves the process through a client with our interceptors.
 */
public final class RequestMark {

	private static final String HEADER = "X-Context-Trace-Call";

	private RequestMark() {
	}

	/**
	 * Add the mark to the headers that a prompt's options have.
	 * @param headers the headers, {@code null} if there are none
	 * @param requestId identifies the call
	 * @return a copy with the mark
	 */
	public static Map<String, String> added(@Nullable Map<String, String> headers, String requestId) {
		Map<String, String> marked = (headers != null) ? new HashMap<>(headers) : new HashMap<>();
		marked.put(HEADER, requestId);
		return marked;
	}

	static @Nullable String of(Request request) {
		return request.header(HEADER);
	}

	static Request.Builder removed(Request request) {
		return request.newBuilder().removeHeader(HEADER);
	}

}
