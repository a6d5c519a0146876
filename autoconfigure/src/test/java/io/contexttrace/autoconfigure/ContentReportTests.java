package io.contexttrace.autoconfigure;

import java.util.function.Consumer;

import io.contexttrace.KeyProvider;
import io.contexttrace.llm.Kept;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.RecordPolicy;
import io.contexttrace.llm.RecordingSink;
import io.contexttrace.llm.redact.Redactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;

import static org.assertj.core.api.Assertions.assertThat;

class ContentReportTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class,
				RedactionContextAutoConfiguration.class, RecordsContextAutoConfiguration.class));

	@Test
	void saysThatNothingOfItIsRecordedByDefault() {
		this.contextRunner.run(report((report) -> {
			assertThat(report.line()).isEqualTo("Prompts and answers of LLM calls are not recorded; redacted"
					+ " (all types, 0 own patterns, 0 JSON paths) by tokens; records go to: log");
			assertThat(report.warning()).isNull();
		}));
	}

	@Test
	void saysWhatTheTextPassesAndWhereItGoes() {
		this.contextRunner
			.withPropertyValues("context-trace.content.capture=full", "context-trace.content.max-text=100",
					"context-trace.content.max-record=200", "context-trace.content.encryption=true",
					"context-trace.keys.content.values.k1=MDEyMzQ1Njc4OWFiY2RlZg==",
					"context-trace.redaction.types=email,iban", "context-trace.redaction.patterns.order=order \\d{4}",
					"context-trace.redaction.json-paths=$.name", "context-trace.redaction.replacement=pseudonym")
			.withBean(LlmCallSink.class, RecordingSink::new)
			.run(report((report) -> {
				assertThat(report.line()).contains("are recorded in full",
						"redacted (2 types, 1 own patterns, 1 JSON paths) by pseudonyms that last until this process"
								+ " ends, because context-trace.keys.pseudonym is not set",
						"texts are cut at 100 characters, and all of a record at 200", "encrypted with the key 'k1'",
						"kept always")
					.contains("log")
					.contains("recording");
				assertThat(report.line()).doesNotContain("MDEy");
				assertThat(report.warning()).isNull();
			}));
	}

	@Test
	void namesTheApplicationsOwnRedactorAndPolicy() {
		this.contextRunner
			.withPropertyValues("context-trace.content.capture=full", "context-trace.records.log=false",
					"context-trace.redaction.replacement=pseudonym")
			.withBean(Redactor.class, OwnRedactor::create)
			.withBean(RecordPolicy.class, OwnPolicy::new)
			.run(report((report) -> assertThat(report.line()).contains("redacted by ContentReportTests.OwnRedactor",
					"not encrypted", "kept as ContentReportTests.OwnPolicy decides", "records go to: nowhere")));
	}

	@Test
	void namesTheKeyOfPseudonyms() {
		this.contextRunner
			.withPropertyValues("context-trace.redaction.replacement=pseudonym",
					"context-trace.keys.pseudonym.values.p1=MDEyMzQ1Njc4OWFiY2RlZg==")
			.run(report((report) -> assertThat(report.line()).contains("by pseudonyms with the key 'p1'")));
	}

	@Test
	void warnsOfTextThatIsNotRedacted() {
		this.contextRunner
			.withPropertyValues("context-trace.content.capture=full", "context-trace.redaction.enabled=false")
			.run(report((report) -> {
				assertThat(report.line()).contains("nothing is redacted");
				assertThat(report.warning()).contains("UNREDACTED").contains("context-trace.redaction.enabled");
			}));
		this.contextRunner.withPropertyValues("context-trace.redaction.enabled=false")
			.run(report((report) -> assertThat(report.warning()).isNull()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.ai.chat.observations.log-prompt", "spring.ai.chat.observations.log-completion",
			"spring.ai.chat.client.observations.log-prompt", "spring.ai.chat.client.observations.log-completion",
			"spring.ai.image.observations.log-prompt", "spring.ai.tools.observations.include-content",
			"spring.ai.vectorstore.observations.log-query-response" })
	void warnsOfWhatGetsPastUs(String property) {
		this.contextRunner.withPropertyValues(property + "=true")
			.run(report((report) -> assertThat(report.warning()).contains("beside the records").contains(property)));
		this.contextRunner.withPropertyValues(property + "=false")
			.run(report((report) -> assertThat(report.warning()).isNull()));
	}

	@Test
	void saysThatThereAreNoRecords() {
		this.contextRunner.withPropertyValues("context-trace.records.enabled=false")
			.run(report((report) -> assertThat(report.line()).contains("are not recorded, and neither are the calls")));
	}

	@Test
	void keyOutOfReachDoesNotStopTheReport() {
		this.contextRunner
			.withPropertyValues("context-trace.content.capture=full", "context-trace.content.encryption=true")
			.withBean(KeyProvider.class, UnreachableKeys::new)
			.run(report((report) -> assertThat(report.line()).contains("encrypted with a key that is out of reach")));
	}

	private static ContextConsumer<AssertableApplicationContext> report(Consumer<ContentReport> assertions) {
		return (context) -> assertions.accept(new ContentReport(context, context.getEnvironment()));
	}

	private static final class OwnRedactor {

		static Redactor create() {
			return (text) -> Redactor.none().redact(text);
		}

	}

	private static final class OwnPolicy implements RecordPolicy {

		@Override
		public Kept decide(LlmCall call) {
			return new Kept(true, "own");
		}

	}

}
