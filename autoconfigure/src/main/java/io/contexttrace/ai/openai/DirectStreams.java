package io.contexttrace.ai.openai;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contexttrace.ai.ModelCall;
import io.contexttrace.ai.ModelCalls;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatOptions;

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

	DirectStreams(ModelCalls calls) {
		this.calls = calls;
	}

	@Nullable ModelCall find(Request request) {
		List<ModelCall> candidates = isStream(request) ? this.calls.unseenStreams(retries(request)) : List.of();
		JsonNode body = candidates.isEmpty() ? null : body(request.body());
		if (body == null) {
			return null;
		}
		List<ModelCall> matching = candidates.stream().filter((call) -> matches(body, call.prompt())).toList();
		return (matching.size() == 1) ? matching.get(0) : null;
	}

	private static boolean isStream(Request request) {
		String accepted = request.header("Accept");
		return accepted != null && accepted.contains("event-stream");
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

	private static boolean matches(JsonNode body, Prompt prompt) {
		if (!(prompt.getOptions() instanceof OpenAiChatOptions options)) {
			return false;
		}
		String model = (options.getDeploymentName() != null) ? options.getDeploymentName() : options.getModel();
		List<String> said = new ArrayList<>();
		body.path("messages").forEach((message) -> said.add(message.path("content").asText("")));
		return body.path("model").asText("").equals(model) && said.equals(texts(prompt));
	}

	private static List<String> texts(Prompt prompt) {
		List<String> texts = new ArrayList<>();
		for (Message message : prompt.getInstructions()) {
			if (message instanceof ToolResponseMessage tool) {
				tool.getResponses().forEach((response) -> texts.add(response.responseData()));
			}
			else {
				texts.add((message.getText() != null) ? message.getText() : "");
			}
		}
		return texts;
	}

}
