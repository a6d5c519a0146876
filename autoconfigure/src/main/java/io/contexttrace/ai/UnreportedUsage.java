package io.contexttrace.ai;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of models whose streams do not say how many tokens they took, once for each. Safe
 * for use by several threads.
 */
final class UnreportedUsage {

	private static final Logger logger = LoggerFactory.getLogger(UnreportedUsage.class);

	private static final int MAX_WARNINGS = 100;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	void check(LlmCall call) {
		if (call.request().stream() && call.outcome().status() == LlmCallStatus.OK
				&& !call.response().usage().isReported() && this.warned.size() < MAX_WARNINGS
				&& this.warned.add(call.request().provider() + "/" + call.request().model())) {
			logger.warn("Streams of model {} of provider {} do not report their token usage, so that neither tokens "
					+ "nor cost are known. If the provider can, let it: OpenAI and compatible servers want "
					+ "stream_options.include_usage (spring.ai.openai.chat.stream-options.include-usage=true, "
					+ "or OpenAiChatOptions.streamUsage)", call.request().model(), call.request().provider());
		}
	}

}
