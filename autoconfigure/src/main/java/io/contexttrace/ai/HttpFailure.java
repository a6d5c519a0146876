package io.contexttrace.ai;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import io.contexttrace.llm.LlmTransport;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an exception knows of the HTTP answer that it stands for: those of the
 * vendors' SDKs and of Spring's clients.
 */
final class HttpFailure {

	private static final List<String> STATUS = List.of("statusCode", "getStatusCode", "code");

	private static final List<String> HEADERS = List.of("headers", "getResponseHeaders", "getHeaders");

	private static final int MIN_STATUS = 100;

	private static final int MAX_STATUS = 599;

	private HttpFailure() {
	}

	/**
	 * The HTTP status that an exception itself stands for.
	 * @param failure the exception, without regard to its causes
	 * @return the status, or {@code null} if it stands for none
	 */
	static @Nullable Integer status(Throwable failure) {
		for (String name : STATUS) {
			Object value = Accessors.value(failure, name);
			Object number = (value == null || value instanceof Number) ? value : Accessors.value(value, "value");
			if (number instanceof Number status && status.intValue() >= MIN_STATUS && status.intValue() <= MAX_STATUS) {
				return status.intValue();
			}
		}
		return null;
	}

	static LlmTransport transport(Throwable failure) {
		for (Throwable cause : Causes.of(failure)) {
			Integer status = status(cause);
			if (status != null) {
				Object headers = headers(cause);
				return new LlmTransport(status, null,
						(headers != null) ? RateLimitHeaders.read(lookup(headers)) : null);
			}
		}
		return LlmTransport.UNKNOWN;
	}

	private static @Nullable Object headers(Throwable failure) {
		for (String name : HEADERS) {
			Object headers = Accessors.value(failure, name);
			if (headers != null) {
				return headers;
			}
		}
		return null;
	}

	private static Function<String, @Nullable String> lookup(Object headers) {
		return (name) -> {
			Object value = Accessors.value(headers, "getFirst", name);
			value = (value != null) ? value : Accessors.value(headers, "values", name);
			Object first = (value instanceof Collection<?> values) ? values.stream().findFirst().orElse(null) : value;
			return (first instanceof String text) ? text : null;
		};
	}

}
