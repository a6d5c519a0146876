package io.contexttrace.ai.okhttp;

import java.io.IOException;

import io.contexttrace.header.OutgoingHeaders;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Takes baggage off a request to a host that must not see it. It comes after the
 * interceptor that observes the request, which puts it on.
 *
 * @param headers decides which hosts may see baggage
 */
record BaggageRemovingInterceptor(OutgoingHeaders headers) implements Interceptor {

	@Override
	public Response intercept(Chain chain) throws IOException {
		Request request = chain.request();
		Request.Builder builder = request.newBuilder();
		this.headers.removeBaggage(request.url().host(), builder, Request.Builder::removeHeader);
		return chain.proceed(builder.build());
	}

}
