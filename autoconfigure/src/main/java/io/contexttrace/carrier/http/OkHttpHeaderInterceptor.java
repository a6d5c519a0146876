package io.contexttrace.carrier.http;

import java.io.IOException;

import io.contexttrace.CurrentContext;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Writes the headers of each request that goes over the network, those that follow a
 * redirect among them, each for the host that it goes to.
 *
 * @param preparation decides and writes
 */
record OkHttpHeaderInterceptor(RequestPreparation preparation) implements Interceptor {

	@Override
	public Response intercept(Chain chain) throws IOException {
		Request request = chain.request();
		Request.Builder prepared = request.newBuilder();
		this.preparation.prepare(CurrentContext.capture(), request.url().host(), new OkHttpHeaders(request, prepared));
		return chain.proceed(prepared.build());
	}

	/**
	 * The headers of one request.
	 *
	 * @param request the request as it came
	 * @param prepared the request that is about to be sent
	 */
	private record OkHttpHeaders(Request request, Request.Builder prepared) implements RequestHeaders {

		@Override
		public @Nullable String get(String name) {
			return this.request.header(name);
		}

		@Override
		public void set(String name, String value) {
			this.prepared.header(name, value);
		}

		@Override
		public void remove(String name) {
			this.prepared.removeHeader(name);
		}

	}

}
