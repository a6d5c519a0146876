package io.contexttrace.hop.lambda;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Invokes functions from outside of any context.
 */
final class Invoker implements AutoCloseable {

	private final LambdaClient client;

	Invoker(String url) {
		this.client = LambdaClient.builder()
			.endpointOverride(URI.create(url))
			.region(Region.EU_CENTRAL_1)
			.credentialsProvider(AnonymousCredentialsProvider.create())
			.httpClient(UrlConnectionHttpClient.create())
			.build();
	}

	/**
	 * Invoke a function.
	 * @param function what it is called
	 * @param event the event
	 * @param contextId a context id for the client context
	 * @param trace a trace for the client context and the header
	 * @return the answer
	 */
	JsonNode invoke(String function, String event, @Nullable String contextId, @Nullable String trace) {
		String clientContext = clientContext(contextId, trace);
		return JsonMapper.shared().readTree(this.client.invoke((request) -> {
			request.functionName(function).clientContext(clientContext).payload(SdkBytes.fromUtf8String(event));
			if (trace != null) {
				request.overrideConfiguration((override) -> override.putHeader("X-Amzn-Trace-Id", trace));
			}
		}).payload().asUtf8String());
	}

	private static @Nullable String clientContext(@Nullable String contextId, @Nullable String trace) {
		StringJoiner custom = new StringJoiner(",", "{\"custom\":{", "}}");
		if (contextId != null) {
			custom.add("\"context_id\":\"" + contextId + "\",\"context_kind\":\"document\"");
		}
		if (trace != null) {
			custom.add("\"trace_id\":\"" + trace + "\"");
		}
		return (contextId == null && trace == null) ? null
				: Base64.getEncoder().encodeToString(custom.toString().getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public void close() {
		this.client.close();
	}

}
