package io.contexttrace.feedback;

import java.io.IOException;

import io.contexttrace.llm.feedback.FeedbackRecorder;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Takes feedback by {@code POST} in a servlet application.
 */
public final class ServletFeedbackEndpoint {

	private final FeedbackIntake intake;

	private ServletFeedbackEndpoint(FeedbackIntake intake) {
		this.intake = intake;
	}

	/**
	 * A route to the endpoint.
	 * @param path the path, as a pattern of Spring MVC
	 * @param recorder records the feedback
	 * @return the route
	 */
	public static RouterFunction<ServerResponse> route(String path, FeedbackRecorder recorder) {
		ServletFeedbackEndpoint endpoint = new ServletFeedbackEndpoint(new FeedbackIntake(recorder));
		return RouterFunctions.route(RequestPredicates.POST(path), endpoint::handle);
	}

	private ServerResponse handle(ServerRequest request) throws IOException {
		byte[] body = request.servletRequest().getInputStream().readNBytes(FeedbackIntake.MAX_LENGTH + 1);
		FeedbackIntake.Reply reply = this.intake.take(request.headers().contentType().orElse(null), body);
		ServerResponse.BodyBuilder response = ServerResponse.status(reply.status());
		return (reply.detail() != null) ? response.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(reply.body())
				: response.build();
	}

}
