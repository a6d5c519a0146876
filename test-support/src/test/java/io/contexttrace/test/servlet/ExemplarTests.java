package io.contexttrace.test.servlet;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallListener;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.LlmResponse;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

class ExemplarTests {

	@Test
	void exemplarsOfLlmCallsCarryTheTrace() throws Exception {
		try (ServletApp app = ServletApp.start(CallingApp.class)) {
			HttpResponse<String> response = app.get("/call");
			String scrape = app.get("/actuator/prometheus", "Accept", "application/openmetrics-text;version=1.0.0")
				.body();
			assertThat(
					scrape.lines().filter((line) -> line.startsWith("gen_ai_client_inference_duration_seconds_bucket")))
				.anyMatch((line) -> line
					.contains("trace_id=\"" + response.headers().firstValue("X-Trace-Id").orElseThrow() + "\""));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ WorkApp.class, CallingController.class })
	static class CallingApp {

	}

	@RestController
	static class CallingController {

		private final List<LlmCallListener> listeners;

		CallingController(List<LlmCallListener> listeners) {
			this.listeners = listeners;
		}

		@GetMapping("/call")
		String call() {
			LlmCall call = new LlmCall(new LlmCall.Ids("r-1", null, null, null, null, null), null,
					new LlmRequest("chat", "openai", "gpt", false, Map.of()), LlmResponse.NONE,
					new LlmCall.Outcome(LlmCallStatus.OK, null),
					new LlmCall.Timing(Instant.EPOCH, Duration.ofMillis(300), null, null));
			this.listeners.forEach((listener) -> listener.finished(call));
			return "called";
		}

	}

}
