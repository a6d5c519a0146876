package io.contexttrace.carrier.http;

import java.io.IOException;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextListener;
import io.contexttrace.CurrentContext;
import io.micrometer.context.ContextSnapshot;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Restores on OkHttp's thread what the call has taken along, and tells of the request as
 * a step.
 *
 * @param listener is told of each request under a context
 */
record OkHttpStepInterceptor(ContextListener listener) implements Interceptor {

	@Override
	public Response intercept(Chain chain) throws IOException {
		ContextSnapshot taken = chain.request().tag(ContextSnapshot.class);
		if (taken == null) {
			return proceed(chain, CurrentContext.get());
		}
		try (ContextSnapshot.Scope scope = taken.setThreadLocals()) {
			return proceed(chain, CurrentContext.get());
		}
	}

	private Response proceed(Chain chain, @Nullable BusinessContext context) throws IOException {
		ClientExchange step = new ClientExchange(context, this.listener);
		try {
			Response response = chain.proceed(chain.request());
			step.answered(response.code());
			return response;
		}
		catch (IOException | RuntimeException | Error ex) {
			if (chain.call().isCanceled()) {
				step.cancelled();
			}
			step.failed(ex);
			throw ex;
		}
	}

}
