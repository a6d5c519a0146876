package io.contexttrace.test.servlet;

import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HostileBaggageTests {

	private static final String[] BAGGAGE = { "management.tracing.baggage.remote-fields=x-context-id",
			"management.tracing.baggage.correlation.fields=x-context-id" };

	private static final String FORGED = "x-context-id=abc%0d%0aforged";

	private static ServletApp app;

	@BeforeAll
	static void start() {
		app = ServletApp.start(WorkApp.class, BAGGAGE);
	}

	@AfterAll
	static void stop() {
		app.close();
	}

	@BeforeEach
	void forget() {
		app.log().clear();
	}

	@Test
	void withoutTheLibraryTheLogIsForgedAndCallsFail() throws Exception {
		try (ServletApp unguarded = ServletApp.start(WorkApp.class, BAGGAGE[0], BAGGAGE[1],
				"context-trace.enabled=false")) {
			HttpResponse<String> response = unguarded.get("/outgoing", "baggage", FORGED);
			assertThat(unguarded.log().mdc("outgoing")).containsEntry("x-context-id", "abc\r\nforged");
			assertThat(response.statusCode()).isEqualTo(500);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { FORGED, "x-context-id=abc%0Aforged", "X-Context-Id=forged%20id",
			"x-context-id=forged%2Cid;ttl=1", "other=1, x-context-id=abc%00forged", "x-context-id=%E4forged%" })
	void hostileValuesReachNeitherTheLogNorACall(String baggage) throws Exception {
		HttpResponse<String> response = app.get("/outgoing", "baggage", baggage);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).doesNotContain("forged");
		assertThat(app.log().mdc("outgoing")).doesNotContainKey("x-context-id").containsKey("contextId");
		assertThat(app.log().all()).noneSatisfy((line) -> assertThat(line.toString()).contains("forged"));
	}

	@Test
	void anOversizedValueReachesNeitherTheLogNorACall() throws Exception {
		HttpResponse<String> response = app.get("/outgoing", "baggage", "x-context-id=" + "h".repeat(6000));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).doesNotContain("hhh");
		assertThat(app.log().mdc("outgoing")).doesNotContainKey("x-context-id");
	}

	@Test
	void aHostilePlainHeaderReachesNeitherTheLogNorACall() throws Exception {
		HttpResponse<String> response = app.get("/outgoing", "X-Context-Id", "forged id");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).doesNotContain("forged");
		assertThat(app.log().mdc("outgoing")).doesNotContainKey("x-context-id");
	}

	@Test
	void aValidValuePasses() throws Exception {
		HttpResponse<String> response = app.get("/outgoing", "baggage", "x-context-id=ctx-4");
		assertThat(app.log().mdc("outgoing")).containsEntry("x-context-id", "ctx-4");
		assertThat(response.body()).contains("ctx-4");
	}

	@Test
	void noMoreMembersPassThanTheSpecificationAllows() throws Exception {
		String members = IntStream.range(0, 70).mapToObj((i) -> "member" + i + "=1").collect(Collectors.joining(","));
		assertThat(app.get("/outgoing", "baggage", members).body()).contains("member63=1").doesNotContain("member64=1");
	}

	@Test
	void rejectionsAreCounted() throws Exception {
		app.get("/work", "baggage", FORGED);
		assertThat(app.metric("context_trace_context_rejected_total{carrier=\"baggage\",reason=\"malformed\"}"))
			.isPositive();
	}

}
