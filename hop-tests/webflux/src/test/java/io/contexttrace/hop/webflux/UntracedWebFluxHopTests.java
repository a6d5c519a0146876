package io.contexttrace.hop.webflux;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.contexttrace.hop.HopApplication;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests to a reactive server that has no tracer.
 */
class UntracedWebFluxHopTests {

	private static final String TRACING = "org.springframework.boot.micrometer.tracing.";

	@Test
	void answersAndCarriesTheContextWithoutATracer() throws Exception {
		try (HopApplication application = HopApplication.start(WebFluxApplication.class,
				"spring.main.web-application-type=reactive",
				"spring.autoconfigure.exclude=" + TRACING + "autoconfigure.MicrometerTracingAutoConfiguration,"
						+ TRACING + "autoconfigure.NoopTracerAutoConfiguration," + TRACING
						+ "opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration")) {
			HttpResponse<String> response = get(application, "X-Context-Id", "untraced");
			String traceId = response.headers().firstValue("X-Trace-Id").orElseThrow();
			String xray = "1-" + traceId.substring(0, 8) + "-" + traceId.substring(8);
			assertThat(traceId).matches("[0-9a-f]{32}");
			assertThat(response.headers().firstValue("X-Amzn-Trace-Id")).hasValue("Root=" + xray + ";Sampled=0");
			assertThat(response.headers().firstValue("X-Context-Id")).hasValue("untraced");
			application.assertSeenUnder("plain", "untraced");
			assertThat(application.lines("plain").get(0).getMDCPropertyMap()).containsEntry("xrayTraceId", xray)
				.doesNotContainKey("traceId");
			HttpResponse<String> traced = get(application, "traceparent",
					"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
			assertThat(traced.headers().firstValue("X-Trace-Id")).hasValue("0af7651916cd43dd8448eb211c80319c");
			application.assertThreadsAreClean();
		}
	}

	private static HttpResponse<String> get(HopApplication application, String... header) throws Exception {
		URI uri = URI.create("http://127.0.0.1:" + application.port() + "/work/plain");
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).headers(header).build(), HttpResponse.BodyHandlers.ofString());
	}

}
