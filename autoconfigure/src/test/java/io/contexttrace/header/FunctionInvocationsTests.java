package io.contexttrace.header;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.Prompt;
import io.contexttrace.TraceReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What invocations are given, and what is said of those that are given nothing.
 */
class FunctionInvocationsTests {

	private static final CurrentContext CONTEXTS = new CurrentContext(List.of());

	private static final ContextHeaders HEADERS = new ContextHeaders(HeaderNames.DEFAULT, "session",
			TrustPolicy.validSyntax(), new ContextListener() {

			});

	private final FunctionInvocations invocations = new FunctionInvocations(HEADERS, new ContextListener() {

	}, true, true);

	@ParameterizedTest
	@CsvSource({ "/2015-03-31/functions/orders/invocations,true", "/stack/2015-03-31/functions/a:1/invocations,true",
			"/2021-11-15/functions/orders/response-streaming-invocations,true", "/functions//invocations,false",
			"/functions/orders/invocations/,false", "/functions/orders,false", "/orders/invocations,false", ",false" })
	void knowsInvocationsByTheirPath(String path, boolean invocation) {
		assertThat(FunctionInvocations.isInvocation(path)).isEqualTo(invocation);
	}

	@Test
	void thePromptGoesAlong() {
		ContextSnapshot held = CONTEXTS.withPrompt(snapshot("a"), Prompt.of("help"));
		MapHeaders request = new MapHeaders();
		write(held, request);
		assertThat(ClientContext.read(request.get(ClientContext.HEADER))).containsEntry("context_prompt", "help");
	}

	@Test
	void whatIsWrittenIsReadUnderTheSameNames() {
		MapHeaders request = MapHeaders.of("traceparent", "00-67891233abcdef012345678912345678-53995c3f42cd8ad8-01");
		write(snapshot("a"), request);
		InvocationFields fields = new InvocationFields(HeaderNames.DEFAULT);
		HeaderGetter<Map<String, String>> getter = (texts, header) -> texts.get(String.valueOf(fields.of(header)));
		Map<String, String> texts = ClientContext.read(request.get(ClientContext.HEADER));
		assertThat(HEADERS.read(texts, getter, "test")).isEqualTo(snapshot("a").context());
		assertThat(getter.get(texts, HeaderNames.XRAY_TRACE))
			.isEqualTo("Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1");
		assertThat(getter.get(texts, "traceparent")).isNull();
	}

	@Test
	void fieldsOfOneTraceAreNotPutOnAnother() {
		String held = "67891233abcdef012345678912345678";
		String other = "67891234abcdef012345678912345678";
		ContextSnapshot snapshot = CONTEXTS.snapshot(snapshot("a").context(),
				new TraceReference(held, "1-67891233-abcdef012345678912345678", true, Map.of(), "Lineage=1:abc:0"));
		for (String sent : List.of(held, other)) {
			MapHeaders request = MapHeaders.of("traceparent", "00-" + sent + "-53995c3f42cd8ad8-01");
			write(snapshot, request);
			String header = request.get(HeaderNames.XRAY_TRACE);
			assertThat(header).startsWith("Root=1-" + sent.substring(0, 8));
			assertThat(header.contains("Lineage")).as(sent).isEqualTo(sent.equals(held));
		}
	}

	@Test
	void saysOnceWhyAFunctionDoesNotSeeTheContext() {
		Logger logger = (Logger) LoggerFactory.getLogger("context-trace.lambda");
		ListAppender<ILoggingEvent> lines = new ListAppender<>();
		lines.start();
		logger.addAppender(lines);
		String own = Base64.getEncoder()
			.encodeToString(("{\"secret\":\"" + "x".repeat(2670) + "\"}").getBytes(StandardCharsets.UTF_8));
		for (int i = 0; i < 3; i++) {
			write(snapshot("a"), MapHeaders.of(ClientContext.HEADER, own));
			write(snapshot("a"), MapHeaders.of("X-Amz-Invocation-Type", "Event"));
		}
		logger.detachAppender(lines);
		assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage)
			.satisfiesExactly((line) -> assertThat(line).contains("longer than AWS allows"),
					(line) -> assertThat(line).contains("context-trace.lambda.event-envelope=true"));
	}

	private void write(ContextSnapshot snapshot, MapHeaders request) {
		this.invocations.write(snapshot, request, new MapHeaders.Getter(), MapHeaders::set);
	}

	private static ContextSnapshot snapshot(String id) {
		return CONTEXTS.snapshot(BusinessContext.of(new ContextId(id), "session"), null);
	}

}
