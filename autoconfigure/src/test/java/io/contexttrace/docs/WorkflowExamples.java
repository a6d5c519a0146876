package io.contexttrace.docs;

import java.io.IOException;
import java.util.List;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextIdGenerator;
import io.contexttrace.CurrentContext;
import io.contexttrace.workflow.ContextScope;
import io.contexttrace.workflow.ReactiveContexts;
import io.contexttrace.workflow.ReactiveSteps;
import io.contexttrace.workflow.Steps;
import io.contexttrace.workflow.TraceStep;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The examples of {@code docs/workflows.md}.
 */
final class WorkflowExamples {

	private WorkflowExamples() {
	}

	private static List<String> read(String id) throws IOException {
		if (id.isEmpty()) {
			throw new IOException("There is no such document");
		}
		return List.of(id);
	}

	private static void parse(String id) {
		if (id.isEmpty()) {
			throw new IllegalArgumentException("There is no such document");
		}
	}

	static class Documents {

		private final Search search;

		Documents(Search search) {
			this.search = search;
		}

		@ContextScope(kind = "document", id = "#documentId")
		@TraceStep("import-document")
		void process(String documentId) throws IOException {
			this.search.retrieve(documentId);
		}

	}

	static class Search {

		@TraceStep("retrieve")
		List<String> retrieve(String documentId) throws IOException {
			return read(documentId);
		}

		@ContextScope(kind = "document", id = "#documentId")
		@TraceStep("summarise")
		Flux<String> summarise(String documentId) {
			return Flux.just(documentId);
		}

	}

	record InCode(CurrentContext contexts, ContextIdGenerator ids, Steps steps) {

		void importAll(List<String> documents) {
			BusinessContext batch = BusinessContext.of(this.ids.generate(), "batch");
			this.contexts.run(batch, () -> documents.forEach(this::process));
		}

		private void process(String id) {
			this.contexts.run(BusinessContext.of(new ContextId(id), "document"),
					() -> this.steps.observe("parse", () -> parse(id)));
		}

		List<String> retrieve(String id) throws IOException {
			return this.steps.observe("retrieve", () -> read(id));
		}

	}

	record InStreams(ReactiveContexts contexts, ReactiveSteps steps) {

		Mono<String> summary(String id, Mono<String> source) {
			return this.contexts.around(BusinessContext.of(new ContextId(id), "document"),
					this.steps.around("summarise", source));
		}

	}

}
