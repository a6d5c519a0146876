package io.contexttrace.hop.workflow;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.contexttrace.hop.Witness;
import io.contexttrace.workflow.ContextScope;
import io.contexttrace.workflow.TraceStep;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Documents that are imported, with what Spring may put around a method.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableAsync
@EnableResilientMethods
class DocumentApplication {

	@Bean
	Importer importer(Retriever retriever, Witness witness) {
		return new Importer(retriever, witness);
	}

	@Bean
	Retriever retriever(Witness witness) {
		return new Retriever(witness);
	}

	@Bean
	SagaApplication.ToldSteps toldSteps() {
		return new SagaApplication.ToldSteps();
	}

	static class Importer {

		private final Retriever retriever;

		private final Witness witness;

		private final Set<String> tried = ConcurrentHashMap.newKeySet();

		Importer(Retriever retriever, Witness witness) {
			this.retriever = retriever;
			this.witness = witness;
		}

		@ContextScope(kind = "document", id = "#documentId")
		@TraceStep("import-document")
		void importDocument(String documentId) throws IOException {
			this.retriever.retrieve(documentId);
		}

		@Async
		@Retryable(maxRetries = 2, delay = 1)
		@Transactional
		@ContextScope(kind = "order", id = "#orderId")
		@TraceStep("book")
		CompletableFuture<String> book(String orderId) {
			assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
			this.witness.log("attempt-" + orderId);
			if (this.tried.add(orderId)) {
				throw new IllegalStateException("not yet");
			}
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					Importer.this.witness.work("committed-" + orderId);
				}

			});
			return CompletableFuture.completedFuture(Thread.currentThread().getName());
		}

		@ContextScope(kind = "document", id = "#documentId")
		@TraceStep("summarise")
		Mono<String> summarise(String documentId) {
			return Mono.delay(Duration.ofMillis(1)).publishOn(Schedulers.boundedElastic()).map((tick) -> {
				this.witness.work("summary-" + documentId);
				return documentId;
			});
		}

		@ContextScope(kind = "document", id = "#documentId")
		@TraceStep("watch")
		Flux<Long> watch(String documentId) {
			return Flux.interval(Duration.ofMillis(1)).doOnNext((tick) -> this.witness.log("watch-" + documentId));
		}

	}

	static class Retriever {

		private final Witness witness;

		Retriever(Witness witness) {
			this.witness = witness;
		}

		@TraceStep("retrieve")
		void retrieve(String documentId) throws IOException {
			this.witness.work("retrieve-" + documentId);
			if (documentId.startsWith("broken")) {
				throw new IOException("The store is closed");
			}
		}

	}

}
