package io.contexttrace.hop.webflux;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.contexttrace.hop.HopApplication;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests to a reactive server of whose traces some are recorded.
 */
class SampledWebFluxHopTests {

	private static final String RULE = "context-trace.sampling.rules";

	@Test
	void rulesSeeThePathAndTheContext() throws Exception {
		try (HopApplication application = HopApplication.start(WebFluxApplication.class,
				"spring.main.web-application-type=reactive", "spring.webflux.base-path=/shop",
				"context-trace.sampling.strategy=always_off", RULE + "[0].path=/work/*",
				RULE + "[0].strategy=always_on", RULE + "[1].kind=document", RULE + "[1].strategy=always_on")) {
			assertThat(sampled(application, "/shop/work/seen", "X-Context-Id", "a")).endsWith("Sampled=1");
			assertThat(sampled(application, "/shop/route/unseen", "X-Context-Id", "b")).endsWith("Sampled=0");
			assertThat(sampled(application, "/shop/route/paper", "X-Document", "c")).endsWith("Sampled=1");
			application.assertSeenUnder("seen", "a");
			application.assertSeenUnder("unseen", "b");
			application.assertSeenUnder("paper", "c");
			application.assertThreadsAreClean();
		}
	}

	private static String sampled(HopApplication application, String path, String... header) throws Exception {
		URI uri = URI.create("http://127.0.0.1:" + application.port() + path);
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).headers(header).build(), HttpResponse.BodyHandlers.discarding())
			.headers()
			.firstValue("X-Amzn-Trace-Id")
			.orElseThrow();
	}

}
