package io.contexttrace.carrier.http;

import java.io.IOException;

import io.contexttrace.CurrentContext;
import okhttp3.Headers;
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
		Headers.Builder headers = request.headers().newBuilder();
		this.preparation.prepare(CurrentContext.capture(), request.url().host(), request.url().encodedPath(),
				new OkHttpHeaders(headers));
		return chain.proceed(request.newBuilder().headers(headers.build()).build());
	}

	/**
	 * The headers of one request.
	 *
	 * @param headers the headers, to be changed
	 */
	private record OkHttpHeaders(Headers.Builder headers) implements RequestHeaders {

		@Override
		public @Nullable String get(String name) {
			return this.headers.get(name);
		}

		@Override
		public void set(String name, String value) {
			this.headers.set(name, value);
		}

		@Override
		public void remove(String name) {
			this.headers.removeAll(name);
		}

	}

}
