package io.contexttrace.hop.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One invocation, as it arrived.
 *
 * @param path the path of its URL
 * @param function the function's name
 * @param headers the headers, with the names as the JDK's server has them
 * @param payload the payload
 */
record ReceivedInvocation(String path, String function, Map<String, List<String>> headers, String payload) {

	List<String> all(String header) {
		return this.headers.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().equalsIgnoreCase(header))
			.flatMap((entry) -> entry.getValue().stream())
			.toList();
	}

	@Nullable String header(String name) {
		List<String> all = all(name);
		return all.isEmpty() ? null : String.join(" and ", all);
	}

	String clientContext() {
		String header = header("X-Amz-Client-Context");
		return (header != null) ? new String(Base64.getDecoder().decode(header), StandardCharsets.UTF_8) : "";
	}

	/**
	 * A member of {@code custom}, as the runtime shows it to a function.
	 */
	@Nullable String custom(String name) {
		JsonNode value = clientContext().isEmpty() ? null
				: JsonMapper.shared().readTree(clientContext()).path("custom").get(name);
		return (value != null) ? value.asString() : null;
	}

}
