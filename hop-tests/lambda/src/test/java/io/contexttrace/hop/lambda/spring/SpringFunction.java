package io.contexttrace.hop.lambda.spring;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import io.contexttrace.hop.FinishedSpans;
import org.slf4j.MDC;
import reactor.core.publisher.Flux;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * An application whose functions know nothing of contexts.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class SpringFunction {

	/**
	 * Answers with what is in the log's fields, and the spans of earlier invocations.
	 * @param spans keeps the spans
	 * @return the function
	 */
	@Bean
	Function<Map<String, Object>, Map<String, Object>> order(FinishedSpans spans) {
		return (event) -> {
			if (event.containsKey("fail")) {
				throw new IllegalStateException("out of stock");
			}
			Map<String, Object> answer = seen();
			answer.put("spans",
					spans.all()
						.stream()
						.map((span) -> Map.of("name", span.getName(), "id", span.getSpanId(), "parent",
								span.getParentSpanId(), "trace", span.getTraceId()))
						.toList());
			return answer;
		};
	}

	/**
	 * The same in a stream.
	 * @return the function
	 */
	@Bean
	Function<Flux<Map<String, Object>>, Flux<Map<String, Object>>> stream() {
		return (events) -> events.map((event) -> seen());
	}

	/**
	 * Asks another function.
	 * @return the function
	 */
	@Bean
	Function<Map<String, Object>, String> ask() {
		LambdaClient client = LambdaClient.builder()
			.endpointOverride(URI.create(System.getenv("LAMBDA_URL")))
			.httpClient(UrlConnectionHttpClient.create())
			.build();
		return (event) -> client
			.invoke((request) -> request.functionName(System.getenv("NEXT_FUNCTION"))
				.payload(SdkBytes.fromUtf8String("{}")))
			.payload()
			.asUtf8String();
	}

	@Bean
	FinishedSpans finishedSpans() {
		return new FinishedSpans();
	}

	private static Map<String, Object> seen() {
		Map<String, Object> seen = new LinkedHashMap<>();
		seen.put("fields", MDC.getCopyOfContextMap());
		seen.put("property", String.valueOf(System.getProperty("com.amazonaws.xray.traceHeader")));
		return seen;
	}

}
