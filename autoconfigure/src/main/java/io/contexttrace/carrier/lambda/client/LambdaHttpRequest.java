package io.contexttrace.carrier.lambda.client;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The headers of a request that the SDK is about to sign.
 *
 * @param own what the caller has set
 * @param http what becomes of the request
 */
record LambdaHttpRequest(OwnHeaders own, SdkHttpRequest.Builder http) {

	@Nullable String get(String name) {
		String value = this.own.get(name);
		return (value != null) ? value : this.http.firstMatchingHeader(name).orElse(null);
	}

	void set(String name, String value) {
		// the SDK adds the caller's own afterwards, and does not look what is there
		if (this.own.get(name) == null) {
			this.http.putHeader(name, value);
		}
	}

}
