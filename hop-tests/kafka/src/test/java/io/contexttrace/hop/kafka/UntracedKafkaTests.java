package io.contexttrace.hop.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.contexttrace.hop.HopApplication;
import io.micrometer.tracing.Tracer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Boot's template and listeners without a tracer, and with Boot's flags as Boot has them.
 */
class UntracedKafkaTests {

	private static final String TRACEPARENT = "00-67891233abcdef012345678912345678-53995c3f42cd8ad8-01";

	@Test
	@SuppressWarnings("unchecked")
	void contextGoesWithoutATracer() {
		try (HopApplication application = HopApplication.start(KafkaApplication.class,
				Broker.properties("spring.kafka.template.observation-enabled=false",
						"spring.kafka.listener.observation-enabled=false", "spring.threads.virtual.enabled=true",
						"spring.autoconfigure.exclude=org.springframework.boot.micrometer.tracing.opentelemetry"
								+ ".autoconfigure.OpenTelemetryTracingAutoConfiguration"))) {
			assertThat(application.bean(Tracer.class)).isSameAs(Tracer.NOOP);
			KafkaTemplate<Object, Object> template = application.bean(KafkaTemplate.class);
			ProducerRecord<Object, Object> record = new ProducerRecord<>("record", "untraced-1");
			application.under("untraced", () -> template.send(record).join());
			assertThat(record.headers().lastHeader("traceparent")).isNull();
			application.under("untraced-batch-a", () -> template.send("batch-dead", "key", "untraced-batch-1").join());
			application.under("untraced-batch-b",
					() -> template.send("batch-dead", "key", "untraced-batch-never").join());
			application.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("batch-dead").start();
			application.assertSeenUnder("untraced-1", "untraced");
			assertThatTracestatesAreJoined(application, template);
			application.assertSeenUnder("untraced-batch-1", "untraced-batch-a");
			application.assertSeenUnder("untraced-batch-never-letter", "untraced-batch-b");
			application.assertThreadsAreClean();
			assertThat(application.spans().all()).isEmpty();
		}
	}

	private static void assertThatTracestatesAreJoined(HopApplication application,
			KafkaTemplate<Object, Object> template) {
		ProducerRecord<Object, Object> record = new ProducerRecord<>("record", "untraced-2");
		Map.of("X-Context-Id", "stated", "traceparent", TRACEPARENT)
			.forEach((name, value) -> header(record, name, value));
		header(record, "tracestate", "a=1");
		header(record, "tracestate", "b=2");
		template.send(record).join();
		application.assertSeenUnder("untraced-2", "stated");
		assertThat(application.service().requests("/untraced-2").get(0).headers("tracestate"))
			.containsExactly("a=1,b=2");
	}

	private static void header(ProducerRecord<?, ?> record, String name, String value) {
		record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
	}

}
