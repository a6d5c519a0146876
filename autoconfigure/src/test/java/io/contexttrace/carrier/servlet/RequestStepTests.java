package io.contexttrace.carrier.servlet;

import java.io.IOException;
import java.util.List;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.RecordingListener;
import io.contexttrace.Step;
import jakarta.servlet.AsyncEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class RequestStepTests {

	private final RecordingListener listener = new RecordingListener();

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final RequestStep step = RequestStep.of(this.request, this.listener);

	@BeforeEach
	void bind() {
		BusinessContext context = BusinessContext.of(new ContextId("a"), "session");
		RequestContext.set(this.request, new CurrentContext(List.of()).snapshot(context, null));
	}

	@Test
	void endsWhereTheClientHasGoneAndNothingElseFollows() throws Exception {
		this.step.onError(event(new IOException("Broken pipe")));
		assertThat(this.listener.takeStep().outcome()).isEqualTo(Step.Outcome.CANCELLED);
	}

	@Test
	void waitsForTheAnswerWhereTheApplicationHasFailed() throws Exception {
		this.step.onError(event(new IllegalStateException("failed")));
		assertThat(this.listener.steps()).isEmpty();
		this.response.setStatus(500);
		this.step.onComplete(event(null));
		Step ended = this.listener.takeStep();
		assertThat(ended.outcome()).isEqualTo(Step.Outcome.ERROR);
		assertThat(ended.errorType()).isEqualTo(IllegalStateException.class.getName());
	}

	private AsyncEvent event(@Nullable Throwable failure) {
		return new AsyncEvent(null, this.request, this.response, failure);
	}

}
