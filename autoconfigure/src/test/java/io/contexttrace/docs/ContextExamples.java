package io.contexttrace.docs;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextIdGenerator;
import io.contexttrace.CurrentContext;
import io.contexttrace.UserPseudonyms;
import io.contexttrace.carrier.servlet.ContextResolver;
import io.contexttrace.header.TrustPolicy;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The examples of {@code docs/context.md}.
 */
final class ContextExamples {

	private ContextExamples() {
	}

	static final class Handover {

		Thread handOver(Runnable work) {
			Thread thread = new Thread(CurrentContext.capture().wrap(work));
			thread.start();
			return thread;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DocumentContexts {

		private static final Pattern DOCUMENT = Pattern.compile("/documents/(\\d{1,18})");

		@Bean
		ContextResolver documentContext() {
			return (request) -> {
				Matcher path = DOCUMENT.matcher(request.getRequestURI());
				return path.matches() ? BusinessContext.of(new ContextId("document-" + path.group(1)), "document")
						: null;
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnIdsOnly {

		@Bean
		TrustPolicy ownIdsOnly() {
			return (received, carrier) -> received.id().value().startsWith("shop-");
		}

	}

	static class Import {

		private final CurrentContext contexts;

		private final ContextIdGenerator ids;

		private final UserPseudonyms pseudonyms;

		Import(CurrentContext contexts, ContextIdGenerator ids, UserPseudonyms pseudonyms) {
			this.contexts = contexts;
			this.ids = ids;
			this.pseudonyms = pseudonyms;
		}

		void run(String orderedBy, Map<String, Runnable> documents) {
			BusinessContext batch = BusinessContext.of(this.ids.generate(), "batch")
				.withUser(this.pseudonyms.pseudonym(orderedBy));
			try (CurrentContext.Scope scope = this.contexts.open(batch)) {
				documents.forEach((id, work) -> process(batch.child(new ContextId(id), "document"), work));
			}
		}

		private void process(BusinessContext document, Runnable work) {
			try (CurrentContext.Scope scope = this.contexts.open(document)) {
				work.run();
			}
		}

	}

}
