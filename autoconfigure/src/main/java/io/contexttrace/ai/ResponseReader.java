package io.contexttrace.ai;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmResponse;
import io.contexttrace.llm.LlmUsage;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.EmptyUsage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/**
 * Gathers what a model answers, in one piece or in chunks. A reactive stream delivers its
 * chunks one after another, but a cancellation may come from another thread, and so all
 * access is synchronized.
 */
final class ResponseReader {

	private static final String ROLE = "assistant";

	private final ContentCapture capture;

	private final Set<String> finishReasons = new LinkedHashSet<>();

	private final StringBuilder text = new StringBuilder();

	private int size;

	private boolean answered;

	private @Nullable String model;

	private @Nullable String id;

	private LlmUsage usage = LlmUsage.UNREPORTED;

	ResponseReader(ContentCapture capture) {
		this.capture = capture;
	}

	synchronized void read(ChatResponse response) {
		ChatResponseMetadata metadata = response.getMetadata();
		this.model = known(metadata.getModel(), this.model);
		this.id = known(metadata.getId(), this.id);
		this.usage = usage(metadata.getUsage(), this.usage);
		for (Generation generation : response.getResults()) {
			read(generation);
		}
	}

	synchronized boolean isFinished() {
		return !this.finishReasons.isEmpty();
	}

	synchronized LlmResponse response() {
		return new LlmResponse(this.model, this.id, new ArrayList<>(this.finishReasons), this.usage);
	}

	synchronized List<LlmContent.Message> messages() {
		if (!this.answered) {
			return List.of();
		}
		return List.of(new LlmContent.Message(ROLE, new LlmContent.Text(this.size,
				(this.capture == ContentCapture.FULL) ? this.text.toString() : null, false)));
	}

	synchronized int size() {
		return this.size;
	}

	private void read(Generation generation) {
		String reason = generation.getMetadata().getFinishReason();
		if (reason != null && !reason.isEmpty()) {
			this.finishReasons.add(reason.toLowerCase(Locale.ROOT));
		}
		AssistantMessage message = generation.getOutput();
		this.answered = true;
		if (message.getText() != null && this.capture != ContentCapture.NONE) {
			this.size += message.getText().length();
			if (this.capture == ContentCapture.FULL) {
				this.text.append(message.getText());
			}
		}
	}

	private static LlmUsage usage(@Nullable Usage usage, LlmUsage before) {
		if (usage == null || usage instanceof EmptyUsage || usage.getTotalTokens() == null
				|| usage.getTotalTokens() == 0) {
			return before;
		}
		return new LlmUsage(count(usage.getPromptTokens()), count(usage.getCompletionTokens()),
				usage.getCacheReadInputTokens(), usage.getCacheWriteInputTokens(), null);
	}

	private static @Nullable Long count(@Nullable Integer tokens) {
		return (tokens != null) ? Long.valueOf(tokens) : null;
	}

	private static @Nullable String known(@Nullable String value, @Nullable String before) {
		return (value != null && !value.isEmpty()) ? value : before;
	}

}
