package io.contexttrace.hop.workflow;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextListener;
import io.contexttrace.CurrentContext;
import io.contexttrace.Step;
import io.contexttrace.carrier.bus.BusTracing;
import io.contexttrace.carrier.bus.TracedBus;
import io.contexttrace.hop.Witness;
import org.awaitility.Awaitility;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Loans that are asked for, checked, approved by a human and booked; and what happens if
 * one of these fails or takes too long. The front office and the back office are
 * applications of their own, which share nothing but a table.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class SagaApplication {

	@Bean
	TracedBus<Envelope> loanBus(BusTracing tracing) {
		return tracing.bus("loans", Envelope::metadata, Envelope::with);
	}

	@Bean
	OutboxBus outbox(TracedBus<Envelope> traced, JdbcClient database) {
		return new OutboxBus(traced, database);
	}

	@Bean
	ToldSteps toldSteps() {
		return new ToldSteps();
	}

	@Bean
	@ConditionalOnProperty(name = "office", havingValue = "front")
	FrontOffice frontOffice(CurrentContext contexts, OutboxBus bus, TracedBus<Envelope> traced, Witness witness) {
		return new FrontOffice(contexts, bus, traced, witness);
	}

	@Bean
	@ConditionalOnProperty(name = "office", havingValue = "back")
	BackOffice backOffice(OutboxBus bus, Witness witness) {
		return new BackOffice(bus, witness);
	}

	/**
	 * Where customers ask, and managers approve. It knows what comes after what.
	 */
	static final class FrontOffice {

		private final CurrentContext contexts;

		private final OutboxBus bus;

		private final TracedBus<Envelope> traced;

		FrontOffice(CurrentContext contexts, OutboxBus bus, TracedBus<Envelope> traced, Witness witness) {
			this.contexts = contexts;
			this.bus = bus;
			this.traced = traced;
			bus.on("credit-checked", "ask-for-approval", (message) -> {
				witness.work("ask-" + message.loan());
				bus.keep(Envelope.of("approval", message.loan()));
			});
			bus.on("book-failed", "compensate", (message) -> bus.send(Envelope.of("release-credit", message.loan())));
			bus.on("booked", "letter", (message) -> witness.work("letter-" + message.loan()));
			bus.start();
		}

		void ask(String loan) {
			this.contexts.run(BusinessContext.of(new ContextId(loan), "workflow"),
					() -> this.bus.send(Envelope.of("check-credit", loan)));
		}

		void approve(String loan) {
			this.traced.handle("approve", awaitApproval(loan), () -> this.bus.send(Envelope.of("book", loan)));
		}

		void expire(String loan) {
			this.traced.handle("approval-timeout", awaitApproval(loan),
					() -> this.bus.send(Envelope.of("release-credit", loan)));
		}

		private Envelope awaitApproval(String loan) {
			return Awaitility.await().ignoreExceptions().until(() -> this.bus.kept(loan), Objects::nonNull);
		}

	}

	/**
	 * Where credit is checked and loans are booked.
	 */
	static final class BackOffice {

		BackOffice(OutboxBus bus, Witness witness) {
			bus.on("check-credit", "credit-check", (message) -> {
				witness.work("check-" + message.loan());
				bus.send(Envelope.of("credit-checked", message.loan()));
			});
			bus.on("book", "booking", (message) -> {
				witness.work("book-" + message.loan());
				if (message.loan().startsWith("broken")) {
					throw new IllegalStateException("The ledger is closed");
				}
				bus.send(Envelope.of("booked", message.loan()));
				bus.send(Envelope.of("archive", message.loan()));
			});
			for (String handler : List.of("ledger", "statistics", "audit")) {
				bus.on("archive", handler, (message) -> witness.work(handler + "-" + message.loan()));
			}
			bus.on("release-credit", "credit-release", (message) -> witness.work("release-" + message.loan()));
			bus.start();
		}

	}

	/**
	 * Remembers the steps.
	 */
	static final class ToldSteps implements ContextListener {

		private final List<Step> steps = new CopyOnWriteArrayList<>();

		@Override
		public void finished(Step step) {
			this.steps.add(step);
		}

		List<Step> of(String contextId) {
			return this.steps.stream().filter((step) -> step.context().id().value().equals(contextId)).toList();
		}

		Step await(String contextId, Predicate<Step> wanted) {
			Awaitility.await().until(() -> of(contextId).stream().anyMatch(wanted));
			return of(contextId).stream().filter(wanted).findFirst().orElseThrow();
		}

	}

}
