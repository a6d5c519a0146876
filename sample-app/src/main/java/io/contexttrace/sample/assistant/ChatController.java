package io.contexttrace.sample.assistant;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * {@code POST /chat} and {@code GET /chat/stream}.
 */
@RestController
class ChatController {

	private static final Logger logger = LoggerFactory.getLogger(ChatController.class);

	private final Assistant assistant;

	ChatController(Assistant assistant) {
		this.assistant = assistant;
	}

	@PostMapping("/chat")
	Answer chat(@RequestBody Question question) {
		logger.info("Answering a question");
		return this.assistant.answer(checked(question.message()));
	}

	@GetMapping(path = "/chat/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<Object>> stream(@RequestParam String message) {
		logger.info("Streaming the answer to a question");
		return this.assistant.stream(checked(message))
			.map((piece) -> event("message", piece))
			.doOnComplete(() -> logger.info("Answer streamed"))
			.doOnCancel(() -> logger.info("Answer cancelled"))
			.doOnError((ex) -> logger.warn("The model gave no complete answer: {}", ex.toString()))
			.onErrorResume((ex) -> Flux.just(event("error", ModelFailure.from(ex).getBody())));
	}

	private static ServerSentEvent<Object> event(String name, Object data) {
		return ServerSentEvent.builder(data).event(name).build();
	}

	private static String checked(@Nullable String message) {
		if (message == null || !StringUtils.hasText(message)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The message is empty");
		}
		return message;
	}

	/**
	 * What the customer asks.
	 *
	 * @param message the question
	 */
	record Question(@Nullable String message) {
	}

}
