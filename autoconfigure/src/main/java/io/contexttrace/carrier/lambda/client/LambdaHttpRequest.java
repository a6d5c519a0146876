package io.contexttrace.carrier.lambda.client;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The headers of a request that the SDK is about to sign.
 *
 * @param request the request as the caller made it
 * @param http what becomes of it
 */
record LambdaHttpRequest(SdkRequest request, SdkHttpRequest.Builder http) {

	@Nullable String get(String name) {
		String own = own(this.request, name);
		return (own != null) ? own : this.http.firstMatchingHeader(name).orElse(null);
	}

	void set(String name, String value) {
		// the SDK adds the caller's own afterwards, and does not look what is there
		if (own(this.request, name) == null) {
			this.http.putHeader(name, value);
		}
	}

	/**
	 * A header that the caller has set for this request alone.
	 * @param request the request
	 * @param name the header's name
	 * @return its value, or {@code null} if it is not set
	 */
	static @Nullable String own(SdkRequest request, String name) {
		RequestOverrideConfiguration override = request.overrideConfiguration().orElse(null);
		Map<String, List<String>> headers = (override != null) ? override.headers() : Map.of();
		for (Map.Entry<String, List<String>> header : headers.entrySet()) {
			if (header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty()) {
				return header.getValue().get(0);
			}
		}
		return null;
	}

}
