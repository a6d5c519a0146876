package io.contexttrace.hop.batch;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.carrier.batch.BatchContexts;
import io.contexttrace.carrier.batch.BatchItems;
import io.contexttrace.hop.HopApplication;
import io.contexttrace.hop.Witness;
import io.contexttrace.test.ReceivedRequest;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Batches that are plain code.
 */
class PlainBatchTests {

	private static final AtomicReference<BusinessContext> SEEN = new AtomicReference<>();

	private static HopApplication application;

	@BeforeAll
	static void start() {
		application = HopApplication.start(Application.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void runACommandLineRunnerByOneCall() {
		BusinessContext batch = SEEN.get();
		assertThat(batch.kind()).isEqualTo("batch");
		assertThat(batch.attributes()).containsEntry("attempt", "1");
		assertThat(application.service().requests("/runner"))
			.extracting((ReceivedRequest request) -> request.header("X-Context-Id"))
			.containsExactly(batch.id().value());
		application.assertThreadsAreClean();
	}

	@Test
	void keepTheirIdAtARestart() {
		application.bean(BatchContexts.class)
			.restart("nightly-import", new ContextId("import-7"), 2,
					() -> application.bean(Witness.class).work("restarted"));
		application.assertSeenUnder("restarted", "import-7");
		ILoggingEvent line = application.lines("restarted").get(0);
		assertThat(line.getMDCPropertyMap()).containsEntry("contextKind", "batch").containsEntry("contextAttempt", "2");
		SpanData span = application.spans().await((candidate) -> candidate.getName().equals("batch.job"));
		assertThat(span.getAttributes().get(AttributeKey.stringKey("context.kind"))).isEqualTo("batch");
		application.assertThreadsAreClean();
	}

	@Test
	void workAtItemsUnderTheirOwnContexts() {
		application.bean(BatchContexts.class)
			.restart("nightly-import", new ContextId("import-8"), 3, () -> application.bean(BatchItems.class)
				.run(new ContextId("doc-1"), () -> application.bean(Witness.class).work("item")));
		application.assertSeenUnder("item", "doc-1");
		assertThat(application.lines("item").get(0).getMDCPropertyMap()).containsEntry("parentContextId", "import-8")
			.containsEntry("contextAttempt", "3");
	}

	@Test
	void letFailuresPass() {
		BatchContexts batches = application.bean(BatchContexts.class);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> batches.run("nightly-import",
				() -> application.bean(BatchItems.class).run(new ContextId("doc-2"), () -> {
					throw new IOException("on purpose");
				})))
			.withMessage("on purpose");
		assertThat(CurrentContext.get()).isNull();
		application.assertThreadsAreClean();
	}

	/**
	 * The application.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		CommandLineRunner runner(BatchContexts batches, Witness witness) {
			return (arguments) -> batches.run("nightly-import", () -> {
				SEEN.set(CurrentContext.get());
				witness.work("runner");
			});
		}

	}

}
