package io.contexttrace.ai;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import io.contexttrace.llm.RateLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitHeadersTests {

	@ParameterizedTest
	@CsvSource({ "6m0s,PT6M", "1s,PT1S", "20ms,PT0.02S", "1h2m3.5s,PT1H2M3.5S", "1d1h,PT25H", "12,PT12S", "0,PT0S",
			"1.5s,PT1.5S" })
	void readsTimes(String text, Duration expected) {
		assertThat(RateLimitHeaders.duration(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "soon", "-1s", "1s2m", "99999999999999999999s", "1s\r\n" })
	void knowsNothingOfOtherTexts(String text) {
		assertThat(RateLimitHeaders.duration(text)).isNull();
	}

	@Test
	void readsTheHeadersOfOpenAi() {
		Map<String, String> headers = Map.of("x-ratelimit-limit-requests", "100", "x-ratelimit-remaining-requests",
				" 99 ", "x-ratelimit-reset-requests", "6m0s", "x-ratelimit-limit-tokens", "2000",
				"x-ratelimit-remaining-tokens", "many", "retry-after", "1.5");
		assertThat(RateLimitHeaders.read(headers::get))
			.isEqualTo(new RateLimit(100L, 99L, Duration.ofMinutes(6), 2000L, null, null, Duration.ofMillis(1500)));
	}

	@Test
	void readsTheHeadersOfAnthropic() {
		Map<String, String> headers = Map.of("anthropic-ratelimit-requests-limit", "50",
				"anthropic-ratelimit-requests-remaining", "49", "anthropic-ratelimit-tokens-reset",
				"2001-01-01T00:00:00Z");
		assertThat(RateLimitHeaders.read(headers::get))
			.isEqualTo(new RateLimit(50L, 49L, null, null, null, Duration.ZERO, null));
	}

	@Test
	void theTimeInMillisecondsIsTheMoreExactOne() {
		Map<String, String> headers = Map.of("retry-after", "1", "retry-after-ms", "250");
		assertThat(RateLimitHeaders.read(headers::get).retryAfter()).isEqualTo(Duration.ofMillis(250));
	}

	@Test
	void readsADate() {
		String date = ZonedDateTime.now(ZoneOffset.UTC).plusHours(1).format(DateTimeFormatter.RFC_1123_DATE_TIME);
		assertThat(RateLimitHeaders.read(Map.of("retry-after", date)::get).retryAfter())
			.isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
	}

	@Test
	void knowsNothingWithoutHeaders() {
		assertThat(RateLimitHeaders.read((name) -> null)).isNull();
		assertThat(RateLimitHeaders.read((name) -> "x".repeat(10_000))).isNull();
	}

}
