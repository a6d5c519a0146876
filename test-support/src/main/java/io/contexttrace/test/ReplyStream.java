package io.contexttrace.test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Streams one reply, word by word, and breaks off if told to.
 */
class ReplyStream {

	private static final int WORDS_BEFORE_FAULT = 3;

	private static final int BIT_LENGTH = 3;

	private final EventStream events;

	private final CompletionJson json;

	private final Pauses pauses;

	private final ModelTiming timing;

	private final int choices;

	ReplyStream(EventStream events, CompletionJson json, Pauses pauses, ModelTiming timing, int choices) {
		this.events = events;
		this.json = json;
		this.pauses = pauses;
		this.timing = timing;
		this.choices = choices;
	}

	void sendWhole(ChatReply reply, @Nullable TokenUsage usage) throws IOException {
		send(reply, words(reply), usage);
	}

	void sendInBits(ChatReply reply, @Nullable TokenUsage usage) throws IOException {
		send(reply, bits(reply.text().codePoints().toArray()), usage);
	}

	private void send(ChatReply reply, List<String> chunks, @Nullable TokenUsage usage) throws IOException {
		this.events.send(this.json.roleChunk());
		if (reply.toolCall() != null) {
			this.events.send(this.json.toolCallChunk(reply.toolCall()));
		}
		sendText(chunks);
		for (int choice = 0; choice < this.choices; choice++) {
			this.events.send(this.json.finishChunk(choice, reply.finishReason()));
		}
		if (usage != null) {
			this.events.send(this.json.usageChunk(usage));
		}
		this.events.send("[DONE]");
		this.events.end();
	}

	void sendCut(ChatReply reply) throws IOException {
		this.events.send(this.json.roleChunk());
		sendText(words(reply).stream().limit(WORDS_BEFORE_FAULT).toList());
		this.events.end();
	}

	void sendBroken(ChatReply reply) throws IOException {
		this.events.send(this.json.roleChunk());
		sendText(words(reply).stream().limit(WORDS_BEFORE_FAULT).toList());
		throw new IOException("The prompt asked the server to break the connection");
	}

	private void sendText(List<String> chunks) throws IOException {
		for (String chunk : chunks) {
			this.pauses.pause(this.timing.chunkDelay());
			for (int choice = 0; choice < this.choices; choice++) {
				this.events.send(this.json.contentChunk(choice, chunk));
			}
		}
	}

	private static List<String> words(ChatReply reply) {
		return reply.text().isEmpty() ? List.of() : List.of(reply.text().split("(?<=\\s)(?=\\S)"));
	}

	private static List<String> bits(int[] text) {
		List<String> bits = new ArrayList<>();
		for (int i = 0; i < text.length; i += BIT_LENGTH) {
			bits.add(new String(text, i, Math.min(BIT_LENGTH, text.length - i)));
		}
		return bits;
	}

}
