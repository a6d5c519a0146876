package io.contexttrace.llm.record;

import java.util.ArrayList;
import java.util.List;

import io.contexttrace.llm.LlmContent;

/**
 * Bounds the number of messages: of a long history the first message and the newest ones
 * are left, and one that stands for those in between.
 */
final class FewMessages {

	/**
	 * The role of the message that stands for those that were left out.
	 */
	static final String OMITTED = "omitted";

	private FewMessages() {
	}

	static List<LlmContent.Message> of(List<LlmContent.Message> messages) {
		if (messages.size() <= ContentLimits.MAX_ELEMENTS) {
			return messages;
		}
		// the first one is usually what the system says
		int newest = messages.size() - (ContentLimits.MAX_ELEMENTS - 2);
		List<LlmContent.Message> few = new ArrayList<>(ContentLimits.MAX_ELEMENTS);
		few.add(messages.get(0));
		few.add(new LlmContent.Message(OMITTED, new LlmContent.Text(size(messages.subList(1, newest)), null, false)));
		few.addAll(messages.subList(newest, messages.size()));
		return few;
	}

	private static int size(List<LlmContent.Message> messages) {
		long size = messages.stream().mapToLong((message) -> message.text().size()).sum();
		return (int) Math.min(size, Integer.MAX_VALUE);
	}

}
