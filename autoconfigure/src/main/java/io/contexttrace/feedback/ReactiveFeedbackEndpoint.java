package io.contexttrace.feedback;

import io.contexttrace.llm.feedback.FeedbackRecorder;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Takes feedback by {@code POST} in a reactive application.
 */
public final class ReactiveFeedbackEndpoint {

	private final FeedbackIntake intake;

	private ReactiveFeedbackEndpoint(FeedbackIntake intake) {
		this.intake = intake;
	}

	/**
	 * A route to the endpoint.
	 * @param path the path, as a pattern of Spring WebFlux
	 * @param recorder records the feedback
	 * @return the route
	 */
	public static RouterFunction<ServerResponse> route(String path, FeedbackRecorder recorder) {
		ReactiveFeedbackEndpoint endpoint = new ReactiveFeedbackEndpoint(new FeedbackIntake(recorder));
		return RouterFunctions.route(RequestPredicates.POST(path), endpoint::handle);
	}

	private Mono<ServerResponse> handle(ServerRequest request) {
		MediaType contentType = request.headers().contentType().orElse(null);
		return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), FeedbackIntake.MAX_LENGTH)
			.map(ReactiveFeedbackEndpoint::bytes)
			.defaultIfEmpty(new byte[0])
			.map((body) -> this.intake.take(contentType, body))
			.onErrorResume(DataBufferLimitException.class, (ex) -> Mono.just(FeedbackIntake.tooLarge()))
			.flatMap(ReactiveFeedbackEndpoint::response);
	}

	private static Mono<ServerResponse> response(FeedbackIntake.Reply reply) {
		ServerResponse.BodyBuilder response = ServerResponse.status(reply.status());
		return (reply.detail() != null)
				? response.contentType(MediaType.APPLICATION_PROBLEM_JSON).bodyValue(reply.body()) : response.build();
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

}
