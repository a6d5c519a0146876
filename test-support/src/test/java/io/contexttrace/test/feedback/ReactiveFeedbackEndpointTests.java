package io.contexttrace.test.feedback;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.contexttrace.feedback.ReactiveFeedbackEndpoint;
import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.feedback.FeedbackRecorder;
import io.contexttrace.llm.feedback.GivenFeedback;
import io.contexttrace.llm.feedback.RecentCalls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;

import static org.assertj.core.api.Assertions.assertThat;

class ReactiveFeedbackEndpointTests {

	private static final String VALID = "{\"requestId\":\"r-1\",\"name\":\"user_rating\",\"score\":1}";

	private final List<GivenFeedback> given = new CopyOnWriteArrayList<>();

	private final FeedbackRecorder recorder = new FeedbackRecorder(
			new RecentCalls(10, Duration.ofHours(1), InstantSource.system()), List.of(), this.given::add);

	private final DisposableServer server = HttpServer.create()
		.port(0)
		.handle(new ReactorHttpHandlerAdapter(
				RouterFunctions.toHttpHandler(ReactiveFeedbackEndpoint.route("/feedback", this.recorder))))
		.bindNow();

	@AfterEach
	void stop() {
		this.server.disposeNow();
	}

	@Test
	void feedbackIsTaken() throws Exception {
		HttpResponse<String> response = post("application/json;charset=UTF-8", VALID);
		assertThat(response.statusCode()).isEqualTo(202);
		assertThat(response.body()).isEmpty();
		assertThat(this.given).singleElement()
			.satisfies((feedback) -> assertThat(feedback.feedback().target())
				.isEqualTo(new Feedback.Target("r-1", null, null)));
	}

	@Test
	void badFeedbackIsExplained() throws Exception {
		HttpResponse<String> response = post("application/json", "{\"requestId\":\"r-1\",\"score\":1}");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(response.body())
			.isEqualTo("{\"title\":\"Bad Request\",\"status\":400,\"detail\":\"The name is missing.\"}");
		assertThat(post("application/json", "").statusCode()).isEqualTo(400);
		assertThat(this.given).isEmpty();
	}

	@Test
	void otherTypesAndLargeBodiesAreRefused() throws Exception {
		assertThat(post("text/plain", VALID).statusCode()).isEqualTo(415);
		assertThat(post("application/json", VALID + " ".repeat(40_000)).statusCode()).isEqualTo(413);
		assertThat(this.given).isEmpty();
	}

	private HttpResponse<String> post(String contentType, String body) throws Exception {
		URI uri = URI.create("http://127.0.0.1:" + this.server.port() + "/feedback");
		HttpRequest request = HttpRequest.newBuilder(uri)
			.header("Content-Type", contentType)
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

}
