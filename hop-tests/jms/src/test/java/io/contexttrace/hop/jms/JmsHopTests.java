package io.contexttrace.hop.jms;

import java.util.Map;

import io.contexttrace.carrier.jms.JmsContexts;
import io.contexttrace.hop.HopApplication;
import io.contexttrace.hop.Sighting;
import io.contexttrace.hop.Witness;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.jms.core.JmsClient;
import org.springframework.jms.core.JmsTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Templates, clients and listeners with a real broker between them.
 */
class JmsHopTests {

	private static final AttributeKey<String> CONTEXT_ID = AttributeKey.stringKey("context.id");

	private static HopApplication application;

	@BeforeAll
	static void start() {
		application = HopApplication.start(JmsApplication.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void listenerWorksUnderTheSendersContextAndInItsTrace() {
		send("plain", "plain-1", "jms-plain");
		application.assertSeenUnder("plain-1", "jms-plain");
		SpanData sent = span("plain publish", "jms-plain");
		assertThat(span("plain process", "jms-plain").getParentSpanId()).isEqualTo(sent.getSpanId());
		application.assertThreadsAreClean();
	}

	@Test
	void clientsCarryTheContextWithAndWithoutSettingsOfTheirOwn() {
		application.under("jms-client", () -> {
			JmsClient client = application.bean(JmsClient.class);
			client.destination("plain").send("client-1");
			client.destination("plain").withPriority(7).withTimeToLive(60_000).send("client-2");
		});
		application.assertSeenUnder("client-1", "jms-client");
		application.assertSeenUnder("client-2", "jms-client");
	}

	@Test
	void factoriesAndContainersOfTheApplicationsOwnAreHooked() {
		send("simple", "simple-1", "jms-simple");
		send("container", "container-1", "jms-container");
		application.assertSeenUnder("simple-1", "jms-simple");
		application.assertSeenUnder("container-1", "jms-container");
		// Spring observes neither of the two
		assertThat(span("jms.consumer", "jms-simple").getParentSpanId())
			.isEqualTo(span("simple publish", "jms-simple").getSpanId());
	}

	@Test
	void consumersWorkUnderManyContextsAtOnce() {
		for (int i = 0; i < 12; i++) {
			send("many", "many-" + i, "jms-many-" + i);
		}
		for (int i = 0; i < 12; i++) {
			application.assertSeenUnder("many-" + i, "jms-many-" + i);
		}
		application.assertThreadsAreClean();
	}

	@Test
	void repliesCarryTheContext() {
		send("answered", "passed", "jms-passed");
		application.assertSeenUnder("passed-answered", "jms-passed");
		application.under("jms-asked", () -> {
			Message reply = template().sendAndReceive("answered", (session) -> session.createTextMessage("asked"));
			assertThat(property(reply, "X_Context_Id")).isEqualTo("jms-asked");
		});
		application.assertSeenUnder("asked", "jms-asked");
	}

	@Test
	void producersOfAListenersSessionCarryTheContext() {
		send("produced", "produced-1", "jms-produced");
		application.assertSeenUnder("produced-1", "jms-produced");
	}

	@Test
	void redeliveredMessagesAndDeadLettersKeepTheContext() {
		send("failing", "failing-1", "jms-failing");
		application.assertSeenUnder("dead-failing-1", "jms-failing");
		assertThat(application.sighting("failing-1", 2).all()).hasSize(6).containsOnly("jms-failing");
		assertThat(application.lines("never-sent")).isEmpty();
		application.assertThreadsAreClean();
	}

	@Test
	void aMessageThatCannotBeWrittenIsForwardedAsItIs() {
		template().send("forwarded", (session) -> session.createTextMessage("without"));
		assertThat(application.sighting("without").all()).doesNotContainNull();
		send("forwarded", "with", "jms-forwarded");
		application.assertSeenUnder("with", "jms-forwarded");
	}

	@Test
	void aPropertyThatIsThereStays() {
		application.under("jms-sender", () -> template().send("plain", (session) -> {
			Message message = session.createTextMessage("own");
			message.setStringProperty("X_Context_Id", "jms-own");
			return message;
		}));
		application.assertSeenUnder("own", "jms-own");
	}

	@Test
	void hostilePropertiesAreCountedAndTheMessageIsConsumedUnderANewContext() {
		Map<String, Object> hostile = Map.of("number", 5, "truth", true, "crlf", "a\r\nX-Forged: 1", "oversized",
				"a".repeat(6000));
		double before = rejected();
		hostile.forEach((name, value) -> template().send("plain", (session) -> hostile(session, name, value)));
		hostile.keySet().forEach((name) -> {
			Sighting sighting = application.sighting("hostile-" + name);
			assertThat(sighting.all()).as(name)
				.doesNotContainNull()
				.doesNotContain("5", "true")
				.containsOnly(sighting.all().get(0));
		});
		assertThat(rejected() - before).isEqualTo(hostile.size());
	}

	@Test
	void aMessageThatIsFetchedIsWorkedAtByOneCall() {
		send("fetched", "fetched-1", "jms-fetched");
		Message message = template().receive("fetched");
		application.bean(JmsContexts.class)
			.run(message, () -> application.bean(Witness.class).work(JmsApplication.text(message)));
		application.assertSeenUnder("fetched-1", "jms-fetched");
		assertThat(span("jms.message", "jms-fetched").getLinks()).hasSize(1);
	}

	private static Message hostile(Session session, String name, Object value) throws JMSException {
		Message message = session.createTextMessage("hostile-" + name);
		message.setObjectProperty("X_Context_Id", value);
		message.setObjectProperty("traceparent", value);
		return message;
	}

	private static double rejected() {
		return application.bean(MeterRegistry.class)
			.find("context_trace.context.rejected")
			.tag("carrier", "jms.consumer")
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

	private static SpanData span(String name, String contextId) {
		return application.spans()
			.await((span) -> span.getName().equals(name) && contextId.equals(span.getAttributes().get(CONTEXT_ID)));
	}

	private static void send(String queue, String text, String contextId) {
		application.under(contextId, () -> template().convertAndSend(queue, text));
	}

	private static JmsTemplate template() {
		return application.bean(JmsTemplate.class);
	}

	private static String property(Message message, String name) {
		try {
			return message.getStringProperty(name);
		}
		catch (JMSException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
