package io.contexttrace.hop.sqs;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import io.contexttrace.hop.HopApplication;
import io.contexttrace.hop.Witness;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Queues with Spring Cloud AWS's own observation, and without a tracer.
 */
class ObservedSqsHopTests {

	@Test
	void observedListenersSpanIsTheOnlyOneAndHasTheContext() {
		try (QueueServer queues = new QueueServer()) {
			queues.createQueue("observed");
			try (HopApplication application = start(queues, "spring.cloud.aws.sqs.observation-enabled=true")) {
				application.under("observed-a",
						() -> application.bean(SqsTemplate.class).send("observed", "observed-1"));
				application.assertSeenUnder("observed-1", "observed-a");
				SpanData consumer = application.spans().await((span) -> span.getName().equals("observed receive"));
				SpanData producer = application.spans()
					.await((span) -> span.getSpanId().equals(consumer.getParentSpanId()));
				assertThat(List.of(consumer, producer))
					.allSatisfy((span) -> assertThat(span.getAttributes().get(AttributeKey.stringKey("context.id")))
						.isEqualTo("observed-a"));
				assertThat(application.spans().all()).noneMatch((span) -> span.getName().equals("sqs.consumer"));
				application.assertThreadsAreClean();
			}
		}
	}

	@Test
	void withoutATracerTheContextGoesAllTheSame() {
		try (QueueServer queues = new QueueServer()) {
			queues.createQueue("observed");
			try (HopApplication application = start(queues, "context-trace.tracing.enabled=false",
					"management.tracing.sampling.probability=0.0")) {
				application.under("untraced-a",
						() -> application.bean(SqsTemplate.class).send("observed", "untraced-1"));
				application.assertSeenUnder("untraced-1", "untraced-a");
				application.assertThreadsAreClean();
			}
		}
	}

	private static HopApplication start(QueueServer queues, String... properties) {
		String[] all = Stream.concat(Arrays.stream(queues.properties()), Arrays.stream(properties))
			.toArray(String[]::new);
		return HopApplication.start(Application.class, all);
	}

	/**
	 * The application.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Listener listener(Witness witness) {
			return new Listener(witness);
		}

	}

	/**
	 * What listens in the application.
	 *
	 * @param witness does the work
	 */
	record Listener(Witness witness) {

		@SqsListener("observed")
		void listen(String body) {
			this.witness.work(body);
		}

	}

}
