package io.contexttrace.hop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.contexttrace.header.HeaderGetter;
import io.contexttrace.header.HeaderSetter;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.ReceivedWork;
import io.contexttrace.propagation.WorkOrigin;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a transport of an application's own does, from one thread to another.
 */
class ContextCrossingTests {

	private static final HeaderGetter<Map<String, String>> GETTER = Map::get;

	private static final HeaderSetter<Map<String, String>> SETTER = Map::put;

	@Test
	void carriesTheContextAndItsTraceToAnotherThread() throws Exception {
		try (HopApplication application = HopApplication.start(Application.class)) {
			Map<String, String> message = new HashMap<>();
			ContextCrossing crossing = application.bean(ContextCrossing.class);
			application.under("crossing-1", () -> {
				ReceivedWork sender = crossing.open(io.contexttrace.CurrentContext.capture(), "sender",
						new WorkOrigin<>(Map.of(), GETTER, WorkOrigin.Relation.CHILD));
				try (sender) {
					crossing.send(message, GETTER, SETTER);
				}
			});
			for (WorkOrigin.Relation relation : WorkOrigin.Relation.values()) {
				Thread thread = new Thread(() -> receive(application, message, relation));
				thread.start();
				thread.join();
				application.assertSeenUnder(relation.name(), "crossing-1");
			}
			application.assertThreadsAreClean();
			SpanData sender = application.spans().await((span) -> span.getName().equals("sender"));
			SpanData child = application.spans().await((span) -> span.getName().equals("CHILD"));
			SpanData linked = application.spans().await((span) -> span.getName().equals("LINK"));
			assertThat(message).containsEntry("X-Context-Id", "crossing-1").containsKey("traceparent");
			assertThat(child.getParentSpanId()).isEqualTo(sender.getSpanId());
			assertThat(child.getTraceId()).isEqualTo(sender.getTraceId());
			assertThat(linked.getTraceId()).isNotEqualTo(sender.getTraceId());
			assertThat(linked.getLinks()).extracting((link) -> link.getSpanContext().getSpanId())
				.containsExactly(sender.getSpanId());
			assertThat(application.lines("LINK").get(0).getMDCPropertyMap()).containsEntry("xrayTraceId",
					"1-" + linked.getTraceId().substring(0, 8) + "-" + linked.getTraceId().substring(8));
			assertThat(List.of(sender, child, linked))
				.allSatisfy((span) -> assertThat(span.getAttributes().get(AttributeKey.stringKey("context.id")))
					.isEqualTo("crossing-1"));
		}
	}

	private static void receive(HopApplication application, Map<String, String> message, WorkOrigin.Relation relation) {
		ContextCrossing crossing = application.bean(ContextCrossing.class);
		try (ReceivedWork work = crossing.open(crossing.read(message, GETTER, "test"), relation.name(),
				new WorkOrigin<>(message, GETTER, relation))) {
			application.bean(Witness.class).work(relation.name());
		}
	}

	/**
	 * The application.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
