package io.contexttrace.test.servlet;

import java.net.http.HttpResponse;
import java.security.Principal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.UserPseudonyms;
import io.contexttrace.carrier.servlet.ContextResolver;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

class ContextResolverTests {

	private static final String KEY = "a key that is long enough";

	private static ServletApp app;

	@BeforeAll
	static void start() {
		app = ServletApp.start(ResolvingApp.class, "context-trace.user.key=" + KEY);
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
	void resolvesByPathBeforeTheHeaders() throws Exception {
		HttpResponse<String> response = app.get("/documents/17", "X-Context-Id", "other");
		assertThat(response.headers().firstValue("X-Context-Id")).contains("document-17");
		assertThat(app.log().mdc("controller")).containsEntry("contextId", "document-17")
			.containsEntry("contextKind", "document");
	}

	@Test
	void resolvesBySession() throws Exception {
		String cookie = app.get("/begin").headers().firstValue("Set-Cookie").orElseThrow();
		app.get("/work", "Cookie", cookie.substring(0, cookie.indexOf(';')));
		assertThat(app.log().mdc("controller")).containsEntry("contextId", "case-5");
	}

	@Test
	void resolvesByPrincipalOnceItIsKnown() throws Exception {
		HttpResponse<String> response = app.get("/work", "X-Test-User", "tenant-3", "X-Context-Id", "other");
		assertThat(app.log().mdc("controller")).containsEntry("contextId", "of-tenant-3");
		assertThat(response.headers().allValues("X-Context-Id")).containsExactly("of-tenant-3");
	}

	@Test
	void aResolverThatThrowsHasFoundNothing() throws Exception {
		HttpResponse<String> response = app.get("/work?throw", "X-Context-Id", "ctx-1");
		assertThat(response.headers().firstValue("X-Context-Id")).contains("ctx-1");
		assertThat(app.get("/documents/18?throw").headers().firstValue("X-Context-Id")).contains("document-18");
	}

	@Test
	void thePrincipalIsNamedByItsPseudonym() throws Exception {
		String pseudonym = UserPseudonyms.withKey(KEY).pseudonym("alice@example.com");
		HttpResponse<String> response = app.get("/fail", "X-Test-User", "alice@example.com", "X-Context-Id", "ctx-1");
		assertThat(app.log().mdc("error page")).containsEntry("userId", pseudonym).containsEntry("contextId", "ctx-1");
		assertThat(response.headers().map().toString()).doesNotContain("alice");
		assertThat(app.log().all()).noneSatisfy((line) -> assertThat(line.toString()).contains("alice"));
	}

	@Test
	void theResolverIsAskedForThePrincipalAlsoWhereUsersAreLeftOut() throws Exception {
		try (ServletApp anonymous = ServletApp.start(ResolvingApp.class, "context-trace.user.from-principal=false")) {
			anonymous.get("/work", "X-Test-User", "tenant-3");
			assertThat(anonymous.log().mdc("controller")).containsEntry("contextId", "of-tenant-3")
				.doesNotContainKey("userId");
		}
	}

	@Test
	void theUserOfTheCallerStays() throws Exception {
		app.get("/work", "X-Test-User", "alice", "X-Context-Id", "ctx-1", "X-Context-User", "u-9");
		assertThat(app.log().mdc("controller")).containsEntry("userId", "u-9");
	}

	@Test
	void thePromptOfTheCallerStays() throws Exception {
		app.get("/documents/17", "X-Context-Id", "other", "X-Context-Prompt", "help;v=3");
		assertThat(app.log().mdc("controller")).containsEntry("contextId", "document-17")
			.containsEntry("prompt", "help/3");
		app.log().clear();
		app.get("/work", "X-Test-User", "tenant-3", "X-Context-Id", "other", "X-Context-Prompt", "help;v=3");
		assertThat(app.log().mdc("controller")).containsEntry("contextId", "of-tenant-3")
			.containsEntry("prompt", "help/3");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ WorkController.class, SessionController.class, LoggingErrorController.class })
	static class ResolvingApp {

		private static final Pattern DOCUMENT = Pattern.compile("/documents/(\\d+)");

		@Bean
		@Order(0)
		ContextResolver failing() {
			return (request) -> {
				if (request.getQueryString() != null) {
					throw new IllegalStateException("a resolver that throws");
				}
				return null;
			};
		}

		@Bean
		@Order(1)
		ContextResolver byPath() {
			return (request) -> {
				Matcher matcher = DOCUMENT.matcher(request.getRequestURI());
				return matcher.matches() ? context("document-" + matcher.group(1), "document") : null;
			};
		}

		@Bean
		@Order(2)
		ContextResolver bySession() {
			return (request) -> {
				HttpSession session = request.getSession(false);
				Object id = (session != null) ? session.getAttribute("case") : null;
				return (id != null) ? context(id.toString(), "session") : null;
			};
		}

		@Bean
		@Order(3)
		ContextResolver byPrincipal() {
			return (request) -> {
				Principal principal = request.getUserPrincipal();
				return (principal != null && principal.getName().startsWith("tenant"))
						? context("of-" + principal.getName(), "session") : null;
			};
		}

		/**
		 * Stands in for Spring Security, whose filters come at this order.
		 */
		@Bean
		FilterRegistrationBean<Filter> security() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response,
					chain) -> chain.doFilter(new AuthenticatedRequest((HttpServletRequest) request), response));
			registration.setOrder(-100);
			return registration;
		}

		private static BusinessContext context(String id, String kind) {
			return BusinessContext.of(new ContextId(id), kind);
		}

	}

	@RestController
	static class SessionController {

		@GetMapping("/begin")
		String begin(HttpSession session) {
			session.setAttribute("case", "case-5");
			return "begun";
		}

	}

	private static final class AuthenticatedRequest extends HttpServletRequestWrapper {

		private AuthenticatedRequest(HttpServletRequest request) {
			super(request);
		}

		@Override
		public @Nullable Principal getUserPrincipal() {
			String user = getHeader("X-Test-User");
			return (user != null) ? () -> user : null;
		}

	}

}
