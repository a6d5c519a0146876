package io.contexttrace.ai.okhttp;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contexttrace.ai.ModelCall;
import io.contexttrace.ai.ModelCalls;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the call that a streamed request belongs to whose model was asked without our
 * advisor. Nothing that could mark such a request reaches the SDK's threads, and so the
 * request is recognised by what it says: it belongs to the one call under way that asks
 * the same model the same. Where two calls do, neither is found.
 */
final class DirectStreams {

	private static final long MAX_BODY = 1L << 20;

	private static final String RETRIES = "X-Stainless-Retry-Count";

	private final ObjectMapper mapper = new ObjectMapper();

	private final ModelCalls calls;

	private final ModelRequests requests;

	DirectStreams(ModelCalls calls, ModelRequests requests) {
		this.calls = calls;
		this.requests = requests;
	}

	@Nullable ModelCall find(Request request) {
		List<ModelCall> candidates = this.calls.unseenStreams(retries(request));
		JsonNode body = candidates.isEmpty() ? null : body(request.body());
		if (body == null || !body.path("stream").asBoolean()) {
			return null;
		}
		ModelRequests.Question asked = this.requests.asked(body);
		List<ModelCall> matching = candidates.stream()
			.filter((call) -> asked.equals(this.requests.asked(call.prompt())))
			.toList();
		return (matching.size() == 1) ? matching.get(0) : null;
	}

	private static int retries(Request request) {
		String retries = request.header(RETRIES);
		return (retries != null && retries.matches("\\d{1,3}")) ? Integer.parseInt(retries) : 0;
	}

	private @Nullable JsonNode body(@Nullable RequestBody body) {
		try (Buffer buffer = new Buffer()) {
			if (body == null || body.isOneShot() || body.contentLength() < 0 || body.contentLength() > MAX_BODY) {
				return null;
			}
			body.writeTo(buffer);
			return this.mapper.readTree(buffer.readByteArray());
		}
		catch (IOException ex) {
			return null;
		}
	}

}
