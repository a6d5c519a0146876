package io.contexttrace.carrier.servlet;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.contexttrace.ContextIdGenerator;
import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.TrustPolicy;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the filter leaves on a thread when a request fails.
 */
class ContextFilterTests {

	private static final ContextListener NOBODY = new ContextListener() {
	};

	private final ContextReceiver receiver = new ContextReceiver(new CurrentContext(List.of()),
			new ContextHeaders(HeaderNames.DEFAULT, "session", TrustPolicy.validSyntax(), NOBODY),
			new NewContexts(ContextIdGenerator.uuidV7(), "session", NOBODY));

	private final ContextFilter filter = new ContextFilter(
			new RequestContextReader((request) -> null, this.receiver, HeaderNames.DEFAULT), NOBODY,
			(request) -> false);

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	@Test
	void clearsTheThreadWhereNobodyElseDoes() {
		fail();
		assertThat(CurrentContext.capture().isEmpty()).isTrue();
	}

	@Test
	void leavesTheContextToTheContainerThatClearsTheThread() {
		RequestContext.guard(this.request);
		try {
			fail();
			assertThat(CurrentContext.get()).isNotNull();
		}
		finally {
			CurrentContext.restore(ContextSnapshot.empty());
		}
	}

	@Test
	void clearsAThreadThatTheContainerDoesNotKnow() throws Exception {
		RequestContext.guard(this.request);
		ExecutorService own = Executors.newSingleThreadExecutor();
		try {
			own.submit(this::fail).get();
			assertThat(own.submit(() -> CurrentContext.capture().isEmpty()).get()).isTrue();
		}
		finally {
			own.shutdownNow();
		}
	}

	private void fail() {
		assertThatExceptionOfType(ServletException.class)
			.isThrownBy(() -> this.filter.doFilter(this.request, new MockHttpServletResponse(), (request, response) -> {
				throw new ServletException("broken");
			}));
	}

}
