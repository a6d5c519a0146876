package io.contexttrace.lambda;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.contexttrace.ContextIdGenerator;
import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.TrustPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Throws bytes at what looks for a context in an event: it never throws, always ends, and
 * finds the same in the same. Set {@code JAZZER_FUZZ=1} to look for more than the seeds.
 */
class EventFuzzTests {

	private static final ContextListener NOBODY = new ContextListener() {

	};

	private static final ContextHeaders HEADERS = new ContextHeaders(HeaderNames.DEFAULT, "session",
			TrustPolicy.validSyntax(), NOBODY);

	private static final NewContexts NEW_CONTEXTS = new NewContexts(ContextIdGenerator.uuidV7(), "session", NOBODY);

	private final Hydration hydration = new Hydration(
			new ContextReceiver(new CurrentContext(List.of()), HEADERS, NEW_CONTEXTS), HEADERS, NEW_CONTEXTS,
			new FunctionSettings("function", PayloadPath.of("detail.context")), (name) -> null);

	@FuzzTest(maxDuration = "60s")
	void noEventThrows(byte[] event) {
		String json = new String(event, StandardCharsets.UTF_8);
		List<Object> forms = List.of(event, json, Map.of("Records", List.of(Map.of("body", json))),
				Map.of("Records", List.of(Map.of("kinesis", Map.of("data", json)))), Map.of("headers", json));
		for (Object form : forms) {
			ContextSnapshot found = this.hydration.invocation(() -> form, null).snapshot();
			assertThat(found.context()).isNotNull();
			assertThat(this.hydration.record(form).snapshot().context()).isNotNull();
		}
		ContextSnapshot first = this.hydration.invocation(() -> json, null).snapshot();
		ContextSnapshot second = this.hydration.invocation(() -> json, null).snapshot();
		assertThat(first.trace()).isEqualTo(second.trace());
	}

	@Test
	@Timeout(60)
	void theWorkIsBounded() {
		List<String> events = List.of("{\"headers\":".repeat(500_000), "{\"headers\":" + "[".repeat(5_000_000),
				"{\"Records\":[" + "{},".repeat(2_000_000), "{\"headers\":\"" + "\\\\".repeat(3_000_000),
				"{\"Records\":[" + ("{\"body\":\"" + "{\\\"Type\\\":".repeat(50) + "\"},").repeat(5_000) + "{}]}",
				"{\"headers\":{" + "\"X-Context-Id\":\"a\",".repeat(300_000) + "\"b\":1}}");
		for (String event : events) {
			assertThat(this.hydration.invocation(() -> event, null).snapshot().context()).isNotNull();
		}
	}

}
