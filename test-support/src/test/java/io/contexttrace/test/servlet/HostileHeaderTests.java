package io.contexttrace.test.servlet;

import io.contexttrace.ContextId;
import io.contexttrace.Rejection.Reason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HostileHeaderTests {

	private static ServletApp app;

	@BeforeAll
	static void start() {
		app = ServletApp.start(WorkApp.class);
	}

	@AfterAll
	static void stop() {
		app.close();
	}

	@BeforeEach
	void forget() {
		app.log().clear();
		app.bean(ToldEvents.class).rejected.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "hostile value", "hostile\"value", "hostile,value", "hostile;value", "hostile\\value",
			"../hostile", "..", "hostile%0d%0avalue", "hostile?value", "hostile#value", "hostile\u00e4",
			"hostile\tvalue", "${jndi:ldap://hostile}" })
	void malformedIdsAreReplaced(String id) throws Exception {
		String response = app.getRaw("/work", "X-Context-Id: " + id);
		assertReplaced(response, Reason.MALFORMED, id);
	}

	@ParameterizedTest
	@ValueSource(ints = { 129, 6000 })
	void oversizedIdsAreReplaced(int length) throws Exception {
		String id = "h".repeat(length);
		assertReplaced(app.getRaw("/work", "X-Context-Id: " + id), Reason.OVERSIZED, id);
	}

	@Test
	void repeatedIdsAreReplaced() throws Exception {
		String response = app.getRaw("/work", "X-Context-Id: hostile-1", "x-context-id: hostile-2");
		assertReplaced(response, Reason.REPEATED, "hostile-");
	}

	@Test
	void anEmptyIdIsReplaced() throws Exception {
		assertThat(contextId(app.getRaw("/work", "X-Context-Id:"))).isNotEmpty();
	}

	@Test
	void theLongestIdIsKept() throws Exception {
		String id = "l".repeat(ContextId.MAX_LENGTH);
		assertThat(contextId(app.getRaw("/work", "X-Context-Id: " + id))).isEqualTo(id);
	}

	@ParameterizedTest
	@CsvSource({ "X-Context-Kind,hostile kind", "X-Context-Parent,hostile/parent", "X-Context-User,hostile\\user" })
	void theRestOfTheContextIsKeptWithoutWhatIsHostile(String header, String value) throws Exception {
		String response = app.getRaw("/work", "X-Context-Id: ctx-1", header + ": " + value);
		assertThat(contextId(response)).isEqualTo("ctx-1");
		assertThat(response).contains("kind=session", "parentId=null", "userId=null").doesNotContain("hostile");
		assertNowhereInTheLog("hostile");
	}

	@Test
	void rejectionsAreCountedByReason() throws Exception {
		double before = rejected("malformed");
		app.getRaw("/work", "X-Context-Id: a b");
		app.getRaw("/work", "X-Context-Id: " + "x".repeat(200));
		app.getRaw("/work", "X-Context-Id: a", "X-Context-Id: b");
		assertThat(rejected("malformed")).isEqualTo(before + 1);
		assertThat(rejected("oversized")).isPositive();
		assertThat(rejected("repeated")).isPositive();
	}

	private static double rejected(String reason) throws Exception {
		return app.metric("context_trace_context_rejected_total{carrier=\"http.server\",reason=\"" + reason + "\"}");
	}

	private static void assertReplaced(String response, Reason reason, String hostile) {
		String id = contextId(response);
		assertThat(response).startsWith("HTTP/1.1 200").doesNotContain("hostile");
		assertThat(ContextId.parse(id)).isNotNull();
		assertThat(app.log().mdc("controller")).containsEntry("contextId", id);
		assertThat(app.bean(ToldEvents.class).rejected).singleElement()
			.satisfies((rejection) -> assertThat(rejection.reason()).isEqualTo(reason));
		assertNowhereInTheLog(hostile);
	}

	private static void assertNowhereInTheLog(String hostile) {
		assertThat(app.log().all()).isNotEmpty().noneSatisfy((line) -> assertThat(line.toString()).contains(hostile));
	}

	private static String contextId(String response) {
		return response.lines()
			.filter((line) -> line.startsWith("X-Context-Id: "))
			.map((line) -> line.substring("X-Context-Id: ".length()))
			.findFirst()
			.orElseThrow();
	}

}
