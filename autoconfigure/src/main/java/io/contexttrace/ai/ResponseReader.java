package io.contexttrace.ai;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmResponse;
import io.contexttrace.llm.LlmUsage;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.EmptyRateLimit;
import org.springframework.ai.chat.metadata.RateLimit;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/**
 * Gathers what a model answers, in one piece or in chunks. A reactive stream delivers its
 * chunks one after another, but a cancellation may come from another thread, and so all
 * access is synchronized.
 */
final class ResponseReader {

	private static final String INDEX = "index";

	private static final int MAX_ANSWERS = 128;

	private final AnswerCapture capture;

	private final Set<String> finishReasons = new LinkedHashSet<>();

	private final SortedMap<Integer, AnswerText> answers = new TreeMap<>();

	private int kept;

	private boolean wantsTools;

	private @Nullable String model;

	private @Nullable String id;

	private LlmUsage usage = LlmUsage.UNREPORTED;

	private io.contexttrace.llm.@Nullable RateLimit rateLimit;

	ResponseReader(AnswerCapture capture) {
		this.capture = capture;
	}

	synchronized void read(ChatResponse response) {
		ChatResponseMetadata metadata = response.getMetadata();
		this.model = known(metadata.getModel(), this.model);
		this.id = known(metadata.getId(), this.id);
		this.rateLimit = rateLimit(metadata.getRateLimit(), this.rateLimit);
		this.usage = UsageReader.read(metadata.getUsage(), this.usage);
		List<Generation> generations = response.getResults();
		for (int i = 0; i < generations.size(); i++) {
			read(generations.get(i), i);
		}
	}

	synchronized boolean isFinished() {
		return !this.finishReasons.isEmpty();
	}

	/**
	 * Whether the answer asks for tools to be called.
	 * @return {@code true} if it does
	 */
	synchronized boolean wantsTools() {
		return this.wantsTools;
	}

	synchronized LlmResponse response() {
		return new LlmResponse(this.model, this.id, new ArrayList<>(this.finishReasons), this.usage);
	}

	/**
	 * What the provider says of its limits, where Spring AI passes it on.
	 * @return the limits, or {@code null} if they are not known
	 */
	synchronized io.contexttrace.llm.@Nullable RateLimit rateLimit() {
		return this.rateLimit;
	}

	synchronized List<LlmContent.Message> messages() {
		return this.answers.values().stream().map(AnswerText::message).toList();
	}

	/**
	 * How much text is kept.
	 * @return the number of characters
	 */
	synchronized int kept() {
		return this.kept;
	}

	private void read(Generation generation, int position) {
		String reason = generation.getMetadata().getFinishReason();
		if (reason != null && !reason.isEmpty()) {
			this.finishReasons.add(reason.toLowerCase(Locale.ROOT));
		}
		this.wantsTools = this.wantsTools || generation.getOutput().hasToolCalls();
		AnswerText answer = (this.capture.content() != ContentCapture.NONE) ? answer(generation, position) : null;
		if (answer != null) {
			this.kept += answer.add(generation.getOutput(), this.capture.maxText() - this.kept);
		}
	}

	// a chunk of the second of several answers says so, where the provider does
	private @Nullable AnswerText answer(Generation generation, int position) {
		Object index = generation.getOutput().getMetadata().get(INDEX);
		Integer key = (index instanceof Number number) ? Integer.valueOf(number.intValue()) : Integer.valueOf(position);
		AnswerText known = this.answers.get(key);
		if (known != null || this.answers.size() >= MAX_ANSWERS) {
			return known;
		}
		AnswerText created = new AnswerText(this.capture);
		this.answers.put(key, created);
		return created;
	}

	private static io.contexttrace.llm.@Nullable RateLimit rateLimit(@Nullable RateLimit limit,
			io.contexttrace.llm.@Nullable RateLimit before) {
		return (limit == null || limit instanceof EmptyRateLimit) ? before
				: new io.contexttrace.llm.RateLimit(limit.getRequestsLimit(), limit.getRequestsRemaining(),
						limit.getRequestsReset(), limit.getTokensLimit(), limit.getTokensRemaining(),
						limit.getTokensReset(), null);
	}

	private static @Nullable String known(@Nullable String value, @Nullable String before) {
		return (value != null && !value.isEmpty()) ? value : before;
	}

}
