package io.contexttrace.ai.openai;

import java.io.IOException;

import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.OutgoingHosts;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Takes baggage off a request to a host that must not see it. It comes after the
 * interceptor that observes the request, which puts it on.
 *
 * @param hosts decides which hosts may see baggage
 */
record BaggageRemovingInterceptor(OutgoingHosts hosts) implements Interceptor {

	@Override
	public Response intercept(Chain chain) throws IOException {
		Request request = chain.request();
		boolean allowed = this.hosts.allows(request.url().host());
		return chain.proceed(allowed ? request : request.newBuilder().removeHeader(HeaderNames.BAGGAGE).build());
	}

}
