package io.contexttrace.test.servlet;

import java.net.http.HttpResponse;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class XRayHeaderTests {

	private static final String ROOT = "1-67891233-abcdef012345678912345678";

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
	}

	@Test
	void theRootIsLoggedAndAnswered() throws Exception {
		HttpResponse<String> response = app.get("/work", "X-Amzn-Trace-Id",
				"Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1");
		assertThat(app.log().mdc("controller")).containsEntry("xrayTraceId", ROOT);
		assertThat(response.headers().firstValue("X-Amzn-Trace-Id").orElseThrow())
			.matches("Root=" + ROOT + ";Parent=[0-9a-f]{16};Sampled=1");
	}

	@Test
	void theRootThatALoadBalancerSendsIsEnough() throws Exception {
		app.get("/callable", "X-Amzn-Trace-Id", "Self=1-67891234-12456789abcdef012345678;Root=" + ROOT);
		assertThat(app.log().mdc("callable")).containsEntry("xrayTraceId", ROOT);
	}

	@Test
	void theTraceGoesOnUnderTheSpanWithTheLineage() throws Exception {
		String lineage = "Lineage=a87bd80c:1|68fd508a:5";
		String body = app
			.get("/outgoing", "X-Amzn-Trace-Id", "Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1;" + lineage)
			.body();
		assertThat(body).containsPattern("Root=" + ROOT + ";Parent=[0-9a-f]{16};Sampled=1;" + Pattern.quote(lineage))
			.doesNotContain("53995c3f42cd8ad8")
			.contains("00-67891233abcdef012345678912345678-")
			.containsOnlyOnce("Lineage");
	}

	@Test
	void whatIsNoHeaderIsNotKept() throws Exception {
		HttpResponse<String> response = app.get("/work", "X-Amzn-Trace-Id", "Root=1-hostile");
		assertThat(response.headers().firstValue("X-Amzn-Trace-Id").orElseThrow()).doesNotContain("hostile");
		assertThat(app.log().all()).noneSatisfy((line) -> assertThat(line.toString()).contains("hostile"));
	}

}
