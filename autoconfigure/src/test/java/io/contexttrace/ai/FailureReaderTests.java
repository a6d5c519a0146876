package io.contexttrace.ai;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmTransport;
import org.junit.jupiter.api.Test;
import reactor.core.Exceptions;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;

class FailureReaderTests {

	@Test
	void looksBehindWrappers() {
		Throwable wrapped = Exceptions.propagate(new ExecutionException(
				new CompletionException(new UncheckedIOException(new InterruptedIOException()))));
		LlmCall.Outcome outcome = FailureReader.outcome(wrapped);
		assertThat(outcome.errorType()).isEqualTo("java.io.UncheckedIOException");
		assertThat(outcome.status()).isEqualTo(LlmCallStatus.TIMEOUT);
	}

	@Test
	void aCauseThatIsItsOwnCauseEndsTheSearch() {
		RuntimeException first = new RuntimeException("first");
		first.initCause(new RuntimeException("second", first));
		assertThat(FailureReader.outcome(first).status()).isEqualTo(LlmCallStatus.ERROR);
	}

	@Test
	void tellsRefusalsAndTimeoutsByTheirHttpStatus() {
		assertThat(status(client(429))).isEqualTo(LlmCallStatus.RATE_LIMITED);
		assertThat(status(client(408))).isEqualTo(LlmCallStatus.TIMEOUT);
		assertThat(status(new HttpServerErrorException(HttpStatusCode.valueOf(504)))).isEqualTo(LlmCallStatus.TIMEOUT);
		assertThat(status(new HttpServerErrorException(HttpStatusCode.valueOf(500)))).isEqualTo(LlmCallStatus.ERROR);
		assertThat(status(new CancellationException())).isEqualTo(LlmCallStatus.CANCELLED);
	}

	@Test
	void readsStatusAndLimitsOfSpringsClients() {
		LlmTransport blocking = HttpFailure.transport(new CompletionException(client(429)));
		assertThat(blocking.httpStatus()).isEqualTo(429);
		assertThat(blocking.attempt()).isNull();
		assertThat(blocking.rateLimit().retryAfter()).isEqualTo(Duration.ofSeconds(3));
		LlmTransport reactive = HttpFailure.transport(WebClientResponseException.create(429, "", limits(), null, null));
		assertThat(reactive.httpStatus()).isEqualTo(429);
		assertThat(reactive.rateLimit().retryAfter()).isEqualTo(Duration.ofSeconds(3));
	}

	@Test
	void knowsNothingOfOtherFailures() {
		assertThat(HttpFailure.transport(new IllegalStateException("404"))).isEqualTo(LlmTransport.UNKNOWN);
	}

	private static LlmCallStatus status(Throwable failure) {
		return FailureReader.outcome(failure).status();
	}

	private static HttpClientErrorException client(int status) {
		return HttpClientErrorException.create(HttpStatusCode.valueOf(status), "", limits(), new byte[0],
				StandardCharsets.UTF_8);
	}

	private static HttpHeaders limits() {
		HttpHeaders headers = new HttpHeaders();
		headers.set("Retry-After", "3");
		return headers;
	}

}
