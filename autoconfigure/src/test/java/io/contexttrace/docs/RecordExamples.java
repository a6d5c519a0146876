package io.contexttrace.docs;

import java.security.GeneralSecurityException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.contexttrace.BusinessContext;
import io.contexttrace.KeyProvider;
import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.sink.RecordDecryption;

import org.springframework.stereotype.Component;

/**
 * The examples of {@code docs/llm-records.md}.
 */
final class RecordExamples {

	private RecordExamples() {
	}

	static class Reader {

		String read(KeyProvider keys, String line) throws GeneralSecurityException {
			return new RecordDecryption(keys).decrypt(line);
		}

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
