package io.contexttrace.docs;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.contexttrace.BusinessContext;
import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.LlmRecord;

import org.springframework.stereotype.Component;

/**
 * The examples of {@code docs/llm-records.md}.
 */
final class RecordExamples {

	private RecordExamples() {
	}

	@Component
	static class TokensOfKinds implements LlmCallSink {

		private final ConcurrentMap<String, Long> tokens = new ConcurrentHashMap<>();

		@Override
		public String name() {
			return "tokens";
		}

		@Override
		public void accept(LlmRecord record) {
			BusinessContext context = record.call().context();
			Long output = record.call().response().usage().output();
			if (context != null && output != null) {
				this.tokens.merge(context.kind(), output, Long::sum);
			}
		}

		long of(String kind) {
			return this.tokens.getOrDefault(kind, 0L);
		}

	}

}
