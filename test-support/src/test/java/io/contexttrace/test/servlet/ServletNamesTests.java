package io.contexttrace.test.servlet;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServletNamesTests {

	private static ServletApp app;

	@BeforeAll
	static void start() {
		app = ServletApp.start(WorkApp.class, "context-trace.header.id=X-Case", "context-trace.header.kind=X-Case-Kind",
				"context-trace.mdc.context-id=case", "context-trace.mdc.context-kind=case_kind",
				"context-trace.mdc.xray-trace-id=xray", "context-trace.kind=case",
				"context-trace.servlet.exclude=/excluded/**,/actuator/**");
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
	void headersAndFieldsHaveTheNamesThatAreConfigured() throws Exception {
		HttpResponse<String> response = app.get("/work", "X-Case", "case-1", "X-Context-Id", "other");
		assertThat(response.headers().firstValue("X-Case")).contains("case-1");
		assertThat(response.headers().firstValue("X-Context-Id")).isEmpty();
		assertThat(app.log().mdc("controller")).containsEntry("case", "case-1")
			.containsEntry("case_kind", "case")
			.containsKey("xray")
			.doesNotContainKeys("contextId", "contextKind", "xrayTraceId");
	}

	@Test
	void excludedPathsAreLeftAlone() throws Exception {
		HttpResponse<String> response = app.get("/excluded/work", "X-Case", "case-1");
		assertThat(response.headers().map()).doesNotContainKeys("x-case", "x-trace-id", "x-amzn-trace-id");
		assertThat(response.body()).isEqualTo("no context");
		assertThat(app.log().mdc("controller")).doesNotContainKeys("case", "xray").containsKey("traceId");
		assertThat(app.get("/actuator/health").headers().map()).doesNotContainKey("x-case");
	}

}
