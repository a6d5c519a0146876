package io.contexttrace.header;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.Prompt;
import io.contexttrace.RecordingListener;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Throws random texts at everything that reads texts from outside. The seed is fixed, so
 * that a failure comes back.
 */
class FuzzTests {

	private static final long SEED = 20261121;

	private static final int ROUNDS = 20_000;

	private static final List<String> PIECES = List.of("Root=", "1-67891233-abcdef012345678912345678", "Sampled=1",
			"00-67891233abcdef012345678912345678-53995c3f42cd8ad8-01", "x-context-id", "context.id", "v=", "variant=",
			"=", ";", ",", "%", "%0d%0a", "%C3", "%zz", " ", "\t", "\r\n", "\u0000", "\uD83D", "\uFF11", "ä", "-", "[",
			"]", ":", "::1", ".", "..", "*", "\\E", "\\Q", "(", "+", "a", "Z", "9", "example.com", "i".repeat(130),
			"b=c,".repeat(70));

	private static final ContextHeaders HEADERS = new ContextHeaders(HeaderNames.DEFAULT, "session",
			TrustPolicy.validSyntax(), new RecordingListener());

	private static final HeaderGuard GUARD = new HeaderGuard(HeaderNames.DEFAULT, new RecordingListener());

	private static final OutgoingHosts HOSTS = OutgoingHosts.of(List.of("*"), List.of("*.example.com", "[::1]"), false);

	static Stream<Named<Consumer<String>>> readers() {
		return Stream.of(Named.of("ContextId", ContextId::parse), Named.of("kind", BusinessContext::isKind),
				Named.of("X-Amzn-Trace-Id", FuzzTests::xray), Named.of("traceparent", TraceParentHeader::parse),
				Named.of("baggage", FuzzTests::baggage), Named.of("context headers", FuzzTests::context),
				Named.of("prompt", FuzzTests::prompt), Named.of("host", HOSTS::allows),
				Named.of("host pattern", FuzzTests::pattern), Named.of("header name", HeaderNames::isToken));
	}

	@ParameterizedTest
	@MethodSource("readers")
	void noTextThrowsOrSlipsThrough(Consumer<String> reader) {
		Random random = new Random(SEED);
		for (int i = 0; i < ROUNDS; i++) {
			reader.accept(text(random));
		}
	}

	private static void xray(String text) {
		XRayTraceHeader header = XRayTraceHeader.parse(text);
		if (header != null) {
			assertThat(header.traceId()).matches("[0-9a-f]{32}");
			assertThat(header.toReference().xrayTraceId()).isEqualTo(header.root());
		}
	}

	private static void baggage(String text) {
		String clean = GUARD.clean("baggage", text);
		if (clean != null) {
			assertThat(clean).doesNotContainPattern("(?i)=[^,]*%0[da]|[\r\n\u0000]").hasSizeLessThanOrEqualTo(8192);
			assertThat(GUARD.clean("baggage", clean)).isEqualTo(clean);
		}
	}

	private static void context(String text) {
		MapHeaders carrier = MapHeaders.of("X-Context-Id", text, "X-Context-Kind", text, "X-Context-User", text);
		BusinessContext context = HEADERS.read(carrier, new MapHeaders.Getter(), "fuzz");
		if (context != null) {
			assertThat(context.id().value()).isEqualTo(text).matches("[!-~]{1,128}");
		}
	}

	private static void prompt(String text) {
		Prompt prompt = PromptHeader.parse(text);
		if (prompt != null) {
			assertThat(prompt.path()).hasSizeLessThan(200).doesNotContainPattern("[\\p{Cntrl}\\s;,\"%]");
			assertThat(PromptHeader.parse(PromptHeader.format(prompt))).isEqualTo(prompt);
		}
	}

	private static void pattern(String text) {
		if (OutgoingHosts.isPattern(text)) {
			new OutgoingHosts(List.of(text), List.of()).allows("crm.example.com");
		}
	}

	private static String text(Random random) {
		return IntStream.range(0, random.nextInt(8)).mapToObj((i) -> piece(random)).collect(Collectors.joining());
	}

	private static String piece(Random random) {
		return random.nextBoolean() ? PIECES.get(random.nextInt(PIECES.size()))
				: String.valueOf((char) random.nextInt(random.nextBoolean() ? 128 : Character.MAX_VALUE + 1));
	}

}
