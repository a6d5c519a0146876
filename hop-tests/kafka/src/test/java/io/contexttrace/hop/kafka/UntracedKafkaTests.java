package io.contexttrace.hop.kafka;

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
			application.assertSeenUnder("untraced-batch-1", "untraced-batch-a");
			application.assertSeenUnder("untraced-batch-never-letter", "untraced-batch-b");
			application.assertThreadsAreClean();
			assertThat(application.spans().all()).isEmpty();
		}
	}

}
