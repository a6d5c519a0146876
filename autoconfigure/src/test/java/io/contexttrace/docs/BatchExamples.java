package io.contexttrace.docs;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

import io.contexttrace.ContextId;
import io.contexttrace.carrier.batch.BatchContexts;
import io.contexttrace.carrier.batch.BatchItems;
import io.contexttrace.carrier.batch.ContextItemProcessor;

import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.boot.CommandLineRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The examples of {@code docs/batch.md}.
 */
final class BatchExamples {

	void again(BatchContexts batches, Importer importer) throws IOException {
		batches.restart("nightly-import", new ContextId("01a21339-9894-7a0a-a4d7-1737ebeba28f"), 2,
				importer::importAll);
	}

	void importAll(BatchItems items, List<String> numbers, Consumer<String> importer) {
		for (String number : numbers) {
			items.run(new ContextId("invoice-" + number), () -> importer.accept(number));
		}
	}

	ItemProcessor<Invoice, Invoice> processor(BatchItems items, ItemProcessor<Invoice, Invoice> checks) {
		return new ContextItemProcessor<>(items, (invoice) -> new ContextId("invoice-" + invoice.number()), checks);
	}

	interface Importer {

		void importAll() throws IOException;

	}

	record Invoice(int number) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Runners {

		@Bean
		CommandLineRunner nightlyImport(BatchContexts batches, Importer importer) {
			return (arguments) -> batches.run("nightly-import", importer::importAll);
		}

	}

}
