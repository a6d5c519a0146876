package io.contexttrace.hop.rabbit;

import java.nio.charset.StandardCharsets;

import io.contexttrace.hop.HopApplication;
import io.contexttrace.hop.RabbitBroker;
import io.contexttrace.test.Needs;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The id goes by itself: with neither observations nor a sampled trace.
 */
@Needs(value = RabbitBroker.PROGRAM, debianPackage = RabbitBroker.DEBIAN_PACKAGE)
class WithoutTracerTests {

	@Test
	void theIdGoesWithoutObservationsAndSampling() {
		try (RabbitBroker broker = RabbitBroker.start();
				HopApplication application = HopApplication.start(RabbitApplication.class, broker.property(),
						"spring.rabbitmq.template.reply-timeout=30s", "context-trace.tracing.enabled=false",
						"management.tracing.sampling.probability=0.0", "spring.rabbitmq.listener.type=direct")) {
			application.under("rabbit-quiet", () -> {
				RabbitTemplate template = application.bean(RabbitTemplate.class);
				template.convertAndSend("plain", "quiet");
				Message reply = template.sendAndReceive("answered",
						new Message("asked".getBytes(StandardCharsets.UTF_8)));
				assertThat(reply.getMessageProperties().<String>getHeader("X-Context-Id")).isEqualTo("rabbit-quiet");
			});
			application.assertSeenUnder("quiet", "rabbit-quiet");
			assertThat(application.spans().all()).noneMatch((span) -> span.getName().contains("plain"));
			application.assertThreadsAreClean();
		}
	}

}
