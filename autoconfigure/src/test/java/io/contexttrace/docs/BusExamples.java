package io.contexttrace.docs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.carrier.bus.BusTracing;
import io.contexttrace.carrier.bus.TracedBus;
import io.contexttrace.header.ContextHeaders;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;

/**
 * The examples of {@code docs/buses.md}.
 */
final class BusExamples {

	private BusExamples() {
	}

	record Envelope(String type, Map<String, String> metadata, String loan) {

		Envelope with(Map<String, String> entries) {
			Map<String, String> more = new HashMap<>(this.metadata);
			more.putAll(entries);
			return new Envelope(this.type, more, this.loan);
		}

	}

	static class Configuration {

		@Bean
		TracedBus<Envelope> loanBus(BusTracing tracing) {
			return tracing.bus("loans", Envelope::metadata, Envelope::with);
		}

	}

	record Bus(TracedBus<Envelope> traced, Queue<Envelope> queue,
			Map<String, Map<String, Consumer<Envelope>>> handlers) {

		void send(Envelope envelope) {
			this.traced.dispatch(envelope.type(), envelope, this.queue::add);
		}

		void deliver(Envelope envelope) {
			this.handlers.get(envelope.type())
				.forEach((name, handler) -> this.traced.handle(name, envelope, () -> handler.accept(envelope)));
		}

	}

	record Loans(CurrentContext contexts, TracedBus<Envelope> traced, Bus bus, Approvals approvals) {

		void ask(String loan) {
			this.contexts.run(BusinessContext.of(new ContextId(loan), "workflow"),
					() -> this.bus.send(new Envelope("check-credit", Map.of(), loan)));
		}

		void creditChecked(Envelope message) {
			this.approvals.save(this.traced.wrap(new Envelope("approval", Map.of(), message.loan())));
		}

		void approve(String loan) {
			this.traced.handle("approve", this.approvals.find(loan),
					() -> this.bus.send(new Envelope("book", Map.of(), loan)));
		}

		void expire(Envelope waiting) {
			this.traced.handle("approval-timeout", waiting,
					() -> this.bus.send(new Envelope("release-credit", Map.of(), waiting.loan())));
		}

	}

	record Plain(ContextHeaders headers) {

		Map<String, String> metadata() {
			return this.headers.wrap(new HashMap<>());
		}

		@Nullable BusinessContext received(Map<String, ?> metadata) {
			return this.headers.unwrap(metadata, "notes");
		}

	}

	interface Approvals {

		void save(Envelope envelope);

		Envelope find(String loan);

		List<Envelope> olderThan(int days);

	}

}
