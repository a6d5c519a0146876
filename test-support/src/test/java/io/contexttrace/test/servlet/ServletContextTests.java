package io.contexttrace.test.servlet;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import io.contexttrace.ContextId;
import io.contexttrace.Step;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ServletContextTests {

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
		app.bean(ToldEvents.class).steps.clear();
	}

	@Test
	void issuesAnIdAndAnswersWithAllIds() throws Exception {
		HttpResponse<String> response = app.get("/work");
		Map<String, String> mdc = app.log().mdc("controller");
		assertThat(header(response, "X-Context-Id")).isNotBlank().isEqualTo(mdc.get("contextId"));
		assertThat(header(response, "X-Trace-Id")).matches("[0-9a-f]{32}").isEqualTo(mdc.get("traceId"));
		assertThat(header(response, "X-Amzn-Trace-Id"))
			.isEqualTo("Root=" + xray(mdc.get("traceId")) + ";Parent=" + mdc.get("spanId") + ";Sampled=1");
		assertThat(mdc).containsEntry("contextKind", "session")
			.containsEntry("xrayTraceId", xray(mdc.get("traceId")))
			.doesNotContainKey("userId");
	}

	@Test
	void issuesAnotherIdForEachRequest() throws Exception {
		assertThat(header(app.get("/work"), "X-Context-Id")).isNotEqualTo(header(app.get("/work"), "X-Context-Id"));
		assertThat(app.metric("context_trace_context_issued_total{kind=\"session\",source=\"http.server\"}"))
			.isGreaterThanOrEqualTo(2);
	}

	@Test
	void keepsTheContextOfTheCaller() throws Exception {
		HttpResponse<String> response = app.get("/work", "X-Context-Id", "doc-7", "X-Context-Kind", "document",
				"X-Context-Parent", "batch-1", "X-Context-User", "u-42");
		assertThat(response.body()).contains("id=doc-7", "kind=document", "parentId=batch-1", "userId=u-42");
		assertThat(header(response, "X-Context-Id")).isEqualTo("doc-7");
		assertThat(app.log().mdc("controller")).containsEntry("contextId", "doc-7")
			.containsEntry("contextKind", "document")
			.containsEntry("userId", "u-42");
	}

	@Test
	void goesOnWithTheTraceOfTheCaller() throws Exception {
		HttpResponse<String> response = app.get("/work", "traceparent",
				"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
		assertThat(header(response, "X-Trace-Id")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
		assertThat(app.log().mdc("controller")).containsEntry("traceId", "0af7651916cd43dd8448eb211c80319c");
	}

	@ParameterizedTest
	@CsvSource({ "/work,controller", "/handled,exception handler", "/fail,error page", "/failing-callable,error page",
			"/forward,controller", "/callable,callable", "/callable,answer", "/deferred,answer", "/flux,flux a",
			"/flux,flux c", "/no-such-path,error page" })
	void everyLineOfARequestHasItsContext(String path, String line) throws Exception {
		HttpResponse<String> response = app.get(path, "X-Context-Id", "ctx-9", "X-Context-User", "u-1");
		assertThat(app.log().mdc(line)).containsEntry("contextId", "ctx-9")
			.containsEntry("contextKind", "session")
			.containsEntry("userId", "u-1")
			.containsEntry("xrayTraceId", xray(header(response, "X-Trace-Id")));
		assertThat(header(response, "X-Context-Id")).isEqualTo("ctx-9");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/fail", "/failing-callable", "/fail-asynchronously", "/fail-after-flush",
			"/fail-after-start", "/fail-while-streaming" })
	void theStackTraceOfAFailureHasTheContext(String path) throws Exception {
		app.getRaw(path, "X-Context-Id: ctx-9");
		assertThat(app.log().all()).filteredOn((line) -> line.message().contains("not handled"))
			.isNotEmpty()
			.allSatisfy((line) -> assertThat(line.mdc()).containsEntry("contextId", "ctx-9"));
	}

	@ParameterizedTest
	@CsvSource({ "/work,OK,", "/callable,OK,", "/deferred,OK,", "/flux,OK,", "/handled,OK,", "/no-such-path,OK,",
			"/fail,ERROR,java.lang.IllegalStateException", "/failing-callable,ERROR,java.lang.IllegalStateException" })
	void eachRequestIsOneStep(String path, Step.Outcome outcome, String error) throws Exception {
		ContextId contextId = new ContextId("step-of" + path.replace('/', '-'));
		app.get(path, "X-Context-Id", contextId.value());
		List<Step> steps = app.bean(ToldEvents.class).steps;
		Awaitility.await().until(() -> steps.stream().anyMatch((step) -> step.context().id().equals(contextId)));
		assertThat(steps).filteredOn((step) -> step.context().id().equals(contextId))
			.singleElement()
			.satisfies((step) -> {
				assertThat(step.name()).isEqualTo("http.server");
				assertThat(step.outcome()).isEqualTo(outcome);
				assertThat(step.duration()).isPositive();
				assertThat(step.errorType()).isEqualTo(error);
			});
	}

	@Test
	void stepsAreMeasured() throws Exception {
		app.get("/fail");
		Awaitility.await()
			.until(() -> app.metric("context_trace_step_duration_seconds_count"
					+ "{kind=\"session\",name=\"http.server\",outcome=\"error\"}") >= 1);
	}

	private static String header(HttpResponse<String> response, String name) {
		assertThat(response.headers().allValues(name)).hasSize(1);
		return response.headers().firstValue(name).orElseThrow();
	}

	private static String xray(String traceId) {
		return "1-" + traceId.substring(0, 8) + "-" + traceId.substring(8);
	}

}
