package io.contexttrace.docs;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.llm.DebugContexts;
import io.contexttrace.llm.Kept;
import io.contexttrace.llm.RecordPolicy;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The examples of {@code docs/keeping.md}.
 */
final class KeepingExamples {

	private KeepingExamples() {
	}

	static void trial(CurrentContext contexts, BusinessContext context, Runnable work) {
		try (CurrentContext.Scope scope = contexts.open(context.withAttribute(DebugContexts.ATTRIBUTE, "true"))) {
			work.run();
		}
	}

	static class Support {

		private final DebugContexts debugContexts;

		Support(DebugContexts debugContexts) {
			this.debugContexts = debugContexts;
		}

		void lookInto(String contextId) {
			ContextId id = ContextId.parse(contextId);
			if (id != null) {
				this.debugContexts.mark(id);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPolicy {

		@Bean
		RecordPolicy documentsOnly() {
			return (call) -> {
				boolean document = call.context() != null && call.context().kind().equals("document");
				return new Kept(document, document ? "document" : "other");
			};
		}

	}

}
