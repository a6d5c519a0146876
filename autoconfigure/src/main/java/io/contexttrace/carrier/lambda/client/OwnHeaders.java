package io.contexttrace.carrier.lambda.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkInternalExecutionAttribute;

/**
 * The headers that the caller has set, for one request or for all of the client.
 *
 * @param ofRequest those for the request
 * @param ofClient those for all
 */
record OwnHeaders(Map<String, List<String>> ofRequest, Map<String, List<String>> ofClient) {

	static OwnHeaders of(SdkRequest request, ExecutionAttributes attributes) {
		return new OwnHeaders(
				request.overrideConfiguration().map(RequestOverrideConfiguration::headers).orElse(Map.of()),
				ofClient(attributes));
	}

	private static Map<String, List<String>> ofClient(ExecutionAttributes attributes) {
		try {
			return Optional.ofNullable(attributes.getAttribute(SdkInternalExecutionAttribute.SDK_CLIENT))
				.map(SdkClient::serviceClientConfiguration)
				.map((configuration) -> configuration.overrideConfiguration())
				.map(ClientOverrideConfiguration::headers)
				.orElse(Map.of());
		}
		catch (LinkageError | UnsupportedOperationException ex) {
			// another version of the SDK, or a client that does not tell
			return Map.of();
		}
	}

	/**
	 * The first value of a header.
	 * @param name the header's name
	 * @return the value, or {@code null} if the caller has not set it
	 */
	@Nullable String get(String name) {
		String value = get(this.ofRequest, name);
		return (value != null) ? value : get(this.ofClient, name);
	}

	private static @Nullable String get(Map<String, List<String>> headers, String name) {
		for (Map.Entry<String, List<String>> header : headers.entrySet()) {
			if (header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty()) {
				return header.getValue().get(0);
			}
		}
		return null;
	}

}
