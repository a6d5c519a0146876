package io.contexttrace.test;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Streams one reply, word by word, and breaks off if told to.
 */
class ReplyStream {

	private static final int WORDS_BEFORE_FAULT = 3;

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
		this.events.send(this.json.roleChunk());
		if (reply.toolCall() != null) {
			this.events.send(this.json.toolCallChunk(reply.toolCall()));
		}
		sendWords(reply, Integer.MAX_VALUE);
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
		sendWords(reply, WORDS_BEFORE_FAULT);
		this.events.end();
	}

	void sendBroken(ChatReply reply) throws IOException {
		this.events.send(this.json.roleChunk());
		sendWords(reply, WORDS_BEFORE_FAULT);
		throw new IOException("The prompt asked the server to break the connection");
	}

	private void sendWords(ChatReply reply, int limit) throws IOException {
		String[] words = reply.text().isEmpty() ? new String[0] : reply.text().split("(?<=\\s)(?=\\S)");
		for (int i = 0; i < Math.min(words.length, limit); i++) {
			this.pauses.pause(this.timing.chunkDelay());
			for (int choice = 0; choice < this.choices; choice++) {
				this.events.send(this.json.contentChunk(choice, words[i]));
			}
		}
	}

}
