package io.contexttrace.ai;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.contexttrace.llm.RateLimit;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a provider says of its limits: the headers that OpenAI uses and many others
 * have taken over, those of Anthropic, and {@code Retry-After}. What does not look like a
 * number or a time is not known.
 */
final class RateLimitHeaders {

	private static final String OPENAI = "x-ratelimit-";

	private static final String ANTHROPIC = "anthropic-ratelimit-";

	private static final int MAX_LENGTH = 40;

	private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");

	private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");

	private static final Pattern DURATION = Pattern
		.compile("(?:(\\d{1,5})d)?(?:(\\d{1,5})h)?(?:(\\d{1,5})m(?!s))?(?:(\\d{1,9}(?:\\.\\d{1,9})?)s)?"
				+ "(?:(\\d{1,9}(?:\\.\\d{1,9})?)ms)?");

	private static final double NANOS_PER_SECOND = 1e9;

	private static final double NANOS_PER_MILLI = 1e6;

	private RateLimitHeaders() {
	}

	static @Nullable RateLimit read(Function<String, @Nullable String> headers) {
		RateLimit limit = new RateLimit(number(headers, "limit", "requests"), number(headers, "remaining", "requests"),
				reset(headers, "requests"), number(headers, "limit", "tokens"), number(headers, "remaining", "tokens"),
				reset(headers, "tokens"), retryAfter(headers));
		return limit.equals(new RateLimit(null, null, null, null, null, null, null)) ? null : limit;
	}

	private static @Nullable Long number(Function<String, @Nullable String> headers, String what, String of) {
		String text = text(headers, OPENAI + what + "-" + of);
		if (text == null) {
			text = text(headers, ANTHROPIC + of + "-" + what);
		}
		return (text != null && NUMBER.matcher(text).matches()) ? Long.valueOf(text) : null;
	}

	private static @Nullable Duration reset(Function<String, @Nullable String> headers, String of) {
		String text = text(headers, OPENAI + "reset-" + of);
		if (text != null) {
			return duration(text);
		}
		String time = text(headers, ANTHROPIC + of + "-reset");
		return (time != null) ? until(time, DateTimeFormatter.ISO_DATE_TIME) : null;
	}

	private static @Nullable Duration retryAfter(Function<String, @Nullable String> headers) {
		String millis = text(headers, "retry-after-ms");
		if (millis != null && DECIMAL.matcher(millis).matches()) {
			return nanos(millis, NANOS_PER_MILLI);
		}
		String seconds = text(headers, "retry-after");
		if (seconds == null) {
			return null;
		}
		return DECIMAL.matcher(seconds).matches() ? nanos(seconds, NANOS_PER_SECOND)
				: until(seconds, DateTimeFormatter.RFC_1123_DATE_TIME);
	}

	// such as 6m0s, 1s, 20ms or 1h2m3.5s; a bare number means seconds
	static @Nullable Duration duration(String text) {
		if (DECIMAL.matcher(text).matches()) {
			return nanos(text, NANOS_PER_SECOND);
		}
		Matcher matcher = DURATION.matcher(text);
		if (text.isEmpty() || !matcher.matches()) {
			return null;
		}
		return Duration.ofDays(whole(matcher.group(1)))
			.plusHours(whole(matcher.group(2)))
			.plusMinutes(whole(matcher.group(3)))
			.plus(nanos(matcher.group(4), NANOS_PER_SECOND))
			.plus(nanos(matcher.group(5), NANOS_PER_MILLI));
	}

	private static @Nullable Duration until(String time, DateTimeFormatter format) {
		try {
			Duration left = Duration.between(Instant.now(), ZonedDateTime.parse(time, format));
			return left.isNegative() ? Duration.ZERO : left;
		}
		catch (DateTimeException | ArithmeticException ex) {
			return null;
		}
	}

	private static @Nullable String text(Function<String, @Nullable String> headers, String name) {
		String value = headers.apply(name);
		String text = (value != null) ? value.trim() : "";
		return (!text.isEmpty() && text.length() <= MAX_LENGTH) ? text : null;
	}

	private static long whole(@Nullable String digits) {
		return (digits != null) ? Long.parseLong(digits) : 0;
	}

	private static Duration nanos(@Nullable String decimal, double factor) {
		return (decimal != null) ? Duration.ofNanos((long) (Double.parseDouble(decimal) * factor)) : Duration.ZERO;
	}

}
