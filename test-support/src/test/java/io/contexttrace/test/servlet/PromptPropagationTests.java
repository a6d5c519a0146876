package io.contexttrace.test.servlet;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.contexttrace.Rejection.Reason;
import io.contexttrace.header.TrustPolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two services: one opens a prompt, the other one is told of it.
 */
class PromptPropagationTests {

	private static ServletApp caller;

	private static ServletApp called;

	@BeforeAll
	static void start() {
		called = ServletApp.start(WorkApp.class);
		caller = ServletApp.start(PromptApp.class);
	}

	@AfterAll
	static void stop() {
		caller.close();
		called.close();
	}

	@BeforeEach
	void forget() {
		// the logging system starts anew with each application
		caller.log().attach();
		caller.log().clear();
		called.bean(ToldEvents.class).rejected.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/code/rest", "/code/web", "/annotated/rest", "/annotated/web" })
	void theServiceThatIsAskedLogsThePrompt(String path) throws Exception {
		ask(path, "/work", "X-Context-Id", "session-1");
		assertThat(caller.log().mdc("asking")).containsEntry("prompt", "order-help/3/b");
		assertThat(caller.log().mdc("controller")).containsEntry("prompt", "order-help/3/b")
			.containsEntry("contextId", "session-1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/code/rest", "/code/web", "/annotated/rest", "/annotated/web" })
	void theServiceThatIsAskedSendsItOn(String path) throws Exception {
		assertThat(ask(path, "/outgoing").body())
			.containsIgnoringCase("\"x-context-prompt\":\"order-help;v=3;variant=b\"");
	}

	@Test
	void everyRequestOfAStreamBearsThePromptAndTheReaderDoesNot() throws Exception {
		ask("/annotated/stream", "/work");
		assertThat(caller.log().of("controller")).hasSize(3)
			.allSatisfy((line) -> assertThat(line.mdc()).containsEntry("prompt", "order-help/3/b"));
		assertThat(caller.log().of("outside")).hasSize(3)
			.allSatisfy((line) -> assertThat(line.mdc()).doesNotContainKey("prompt").containsKey("contextId"));
	}

	@Test
	void ownPromptReplacesTheReceivedOne() throws Exception {
		ask("/code/rest", "/work", "X-Context-Id", "session-2", "X-Context-Prompt", "theirs;v=1");
		assertThat(caller.log().mdc("controller")).containsEntry("prompt", "order-help/3/b");
		caller.log().clear();
		ask("/plain", "/work", "X-Context-Id", "session-2", "X-Context-Prompt", "theirs;v=1");
		assertThat(caller.log().of("controller")).extracting((line) -> line.mdc().get("prompt"))
			.containsExactly("order-help/3/b", "theirs/1");
	}

	@Test
	void nothingIsSentOutsideAPrompt() throws Exception {
		assertThat(called.get("/outgoing").body()).doesNotContainIgnoringCase("x-context-prompt")
			.containsIgnoringCase("x-context-id");
		assertThat(caller.log().mdc("outgoing")).doesNotContainKey("prompt");
	}

	@Test
	void hostThatMayNotSeeTheContextDoesNotSeeThePrompt() throws Exception {
		try (ServletApp closed = ServletApp.start(PromptApp.class, "context-trace.outgoing.deny=localhost")) {
			String uri = "/code/rest?uri=" + encoded("http://localhost:" + called.port() + "/work");
			assertThat(closed.get(uri).statusCode()).isEqualTo(200);
			assertThat(closed.log().mdc("controller")).doesNotContainKey("prompt");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "two words", "a;v=%0d%0aforged", "a%00", "a;v=", ";", "<hostile>",
			"${jndi:ldap://hostile}", "%E2%80%AEhostile", "%FF", "a;v=1;v=2" })
	void malformedPromptIsLeftOutAndCounted(String hostile) throws Exception {
		String response = called.getRaw("/outgoing", "X-Context-Id: session-3", "X-Context-Prompt: " + hostile);
		assertRefused(response, Reason.MALFORMED);
	}

	@Test
	void repeatedAndOversizedPromptsAreLeftOutAndCounted() throws Exception {
		assertRefused(
				called.getRaw("/outgoing", "X-Context-Id: session-3", "X-Context-Prompt: a", "X-Context-Prompt: b"),
				Reason.REPEATED);
		forget();
		assertRefused(called.getRaw("/outgoing", "X-Context-Id: session-3", "X-Context-Prompt: " + "a".repeat(5000)),
				Reason.OVERSIZED);
	}

	@Test
	void promptThatComesWithoutAContextIsNotRead() throws Exception {
		called.get("/work", "X-Context-Prompt", "theirs");
		assertThat(caller.log().mdc("controller")).doesNotContainKey("prompt");
	}

	@Test
	void promptOfAnUntrustedContextIsNotBelieved() throws Exception {
		try (ServletApp distrustful = ServletApp.start(Distrustful.class)) {
			distrustful.get("/work", "X-Context-Id", "foreign", "X-Context-Prompt", "theirs");
			assertThat(distrustful.log().mdc("controller")).doesNotContainKey("prompt");
			assertThat(distrustful.bean(ToldEvents.class).rejected).extracting((rejection) -> rejection.reason())
				.containsExactly(Reason.UNTRUSTED);
		}
	}

	@Test
	void headerAndFieldCanHaveOtherNames() throws Exception {
		try (ServletApp renamed = ServletApp.start(WorkApp.class, "context-trace.header.prompt=X-Template",
				"context-trace.mdc.prompt=template")) {
			String sent = renamed.get("/outgoing", "X-Context-Id", "a", "X-Template", "help;v=2").body();
			assertThat(sent).containsIgnoringCase("\"x-template\":\"help;v=2\"");
			assertThat(renamed.log().mdc("outgoing")).containsEntry("template", "help/2").doesNotContainKey("prompt");
		}
	}

	private static void assertRefused(String response, Reason reason) {
		assertThat(response).startsWith("HTTP/1.1 200")
			.contains("session-3")
			.doesNotContainIgnoringCase("x-context-prompt");
		assertThat(caller.log().mdc("outgoing")).containsEntry("contextId", "session-3").doesNotContainKey("prompt");
		assertThat(called.bean(ToldEvents.class).rejected).extracting((rejection) -> rejection.reason())
			.isEqualTo(List.of(reason));
		assertThat(caller.log().all())
			.noneSatisfy((line) -> assertThat(line.toString()).containsAnyOf("forged", "hostile"));
	}

	private static HttpResponse<String> ask(String path, String calledPath, String... headers) throws Exception {
		String uri = encoded("http://localhost:" + called.port() + calledPath);
		HttpResponse<String> response = caller.get(path + "?uri=" + uri, headers);
		assertThat(response.statusCode()).isEqualTo(200);
		return response;
	}

	private static String encoded(String uri) {
		return URLEncoder.encode(uri, StandardCharsets.UTF_8);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(WorkApp.class)
	static class Distrustful {

		@Bean
		TrustPolicy nobody() {
			return (received, carrier) -> false;
		}

	}

}
