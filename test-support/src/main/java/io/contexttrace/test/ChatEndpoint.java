package io.contexttrace.test;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/chat/completions}.
 */
class ChatEndpoint implements ModelEndpoint {

	private static final String SNAPSHOT = "-2026-08-01";

	private static final Duration SLOW_CHUNK_DELAY = Duration.ofMillis(250);

	private static final int FAILURES = 2;

	private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();

	private final Answering answering = new Answering();

	private final Pauses pauses;

	private final ModelTiming timing;

	ChatEndpoint(Pauses pauses, ModelTiming timing) {
		this.pauses = pauses;
		this.timing = timing;
	}

	@Override
	public void handle(ModelExchange exchange) throws IOException, ModelException {
		ChatRequest request = ChatRequest.from(exchange.json());
		if (request.messages().isEmpty()) {
			throw new ModelException(400, "invalid_request_error", "'messages' must not be empty");
		}
		Misbehaviour misbehaviour = Misbehaviour.askedForBy(request.lastUserText());
		misbehaveBeforeAnswer(misbehaviour, exchange, request);
		ChatReply reply = this.answering.reply(request);
		CompletionJson json = new CompletionJson(exchange.id(), request.model() + SNAPSHOT);
		if (request.stream()) {
			stream(exchange, request, reply, json, misbehaviour);
		}
		else {
			answer(exchange, request, reply, json, misbehaviour);
		}
	}

	private void misbehaveBeforeAnswer(Misbehaviour misbehaviour, ModelExchange exchange, ChatRequest request)
			throws IOException, ModelException {
		switch (misbehaviour) {
			case FAIL -> throw new ModelException(500, "server_error", "The prompt asked the server to fail");
			case RATE_LIMIT -> {
				exchange.setHeader("Retry-After", Long.toString(this.timing.retryAfter().toSeconds()));
				exchange.setHeader("X-Ratelimit-Remaining-Requests", "0");
				throw new ModelException(429, "requests", "The prompt asked the server to limit the rate");
			}
			case FAIL_TWICE -> failTwice(exchange, request.lastUserText());
			case QUOTE -> throw new ModelException(400, "invalid_request_error",
					"This message cannot be answered: \"" + Misbehaviour.withoutMarkers(request.lastUserText()) + "\"");
			case STALL -> this.pauses.pause(this.timing.stall());
			default -> {
			}
		}
	}

	private void failTwice(ModelExchange exchange, String text) throws ModelException {
		if (this.failures.computeIfAbsent(text, (key) -> new AtomicInteger()).getAndIncrement()
				% (FAILURES + 1) < FAILURES) {
			exchange.setHeader("Retry-After-Ms", "1");
			throw new ModelException(500, "server_error", "The prompt asked the server to fail twice");
		}
	}

	private void answer(ModelExchange exchange, ChatRequest request, ChatReply reply, CompletionJson json,
			Misbehaviour misbehaviour) throws IOException {
		switch (misbehaviour) {
			case CUT, MID_ERROR -> throw new IOException("The prompt asked the server to break the connection");
			case SLOW -> this.pauses.pause(SLOW_CHUNK_DELAY);
			default -> {
			}
		}
		int choices = (misbehaviour != Misbehaviour.NO_CHOICES) ? request.choices() : 0;
		exchange.answer(200, json.whole(reply, choices, usage(request, reply)));
	}

	private void stream(ModelExchange exchange, ChatRequest request, ChatReply reply, CompletionJson json,
			Misbehaviour misbehaviour) throws IOException {
		Duration delay = (misbehaviour == Misbehaviour.SLOW) ? SLOW_CHUNK_DELAY : this.timing.chunkDelay();
		ModelTiming pace = new ModelTiming(delay, this.timing.stall(), this.timing.retryAfter());
		ReplyStream stream = new ReplyStream(exchange.openEventStream(), json, this.pauses, pace, request.choices());
		TokenUsage usage = request.includeUsage() ? usage(request, reply) : null;
		switch (misbehaviour) {
			case CUT -> stream.sendCut(reply);
			case MID_ERROR -> stream.sendBroken(reply);
			default -> {
				if (Wish.BITS.isIn(request.lastUserText())) {
					stream.sendInBits(reply, usage);
				}
				else {
					stream.sendWhole(reply, usage);
				}
			}
		}
	}

	private static @Nullable TokenUsage usage(ChatRequest request, ChatReply reply) {
		return Wish.NO_USAGE.isIn(request.lastUserText()) ? null : TokenUsage.of(request, reply);
	}

}
