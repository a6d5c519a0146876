package io.contexttrace.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextIdGenerator;
import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.RecordingListener;
import io.contexttrace.UserPseudonyms;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.TrustPolicy;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.CrossingTrace;
import io.contexttrace.propagation.SpanReference;
import io.contexttrace.propagation.WorkTracing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Java examples of the documentation are parts of this package's sources, and so
 * compile, and they do what the documentation says.
 */
class DocumentationExamplesTests {

	private static final Pattern EXAMPLE = Pattern.compile("^ *```java\n(.*?)^ *```$",
			Pattern.MULTILINE | Pattern.DOTALL);

	private final CurrentContext contexts = new CurrentContext(List.of());

	private final AtomicReference<BusinessContext> seen = new AtomicReference<>();

	static Stream<Path> pages() throws IOException {
		try (Stream<Path> files = Files.walk(Documentation.ROOT.resolve("docs"))) {
			List<Path> pages = files.filter((file) -> file.toString().endsWith(".md")).toList();
			return Stream.concat(Stream.of(Documentation.ROOT.resolve("CONTRIBUTING.md")), pages.stream());
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void examplesAreTakenFromTheSources(Path page) throws IOException {
		String sources = sources();
		assertThat(EXAMPLE.matcher(Files.readString(page)).results().map((example) -> oneLine(example.group(1))))
			.allSatisfy((example) -> assertThat(sources.contains(example))
				.as("This example of %s is in no class of %s: %s", page, getClass().getPackageName(), example)
				.isTrue());
	}

	@Test
	void resolverFindsTheContextInThePath() {
		BusinessContext context = new ContextExamples.DocumentContexts().documentContext()
			.resolve(new MockHttpServletRequest("GET", "/documents/17"));
		assertThat(context).isEqualTo(BusinessContext.of(new ContextId("document-17"), "document"));
	}

	@Test
	void trustPolicyRefusesForeignIds() {
		TrustPolicy policy = new ContextExamples.OwnIdsOnly().ownIdsOnly();
		assertThat(policy.accepts(context("shop-1"), "http.server")).isTrue();
		assertThat(policy.accepts(context("other"), "http.server")).isFalse();
	}

	@Test
	void redactorReplacesItsOwnPatternsAndPaths() {
		assertThat(new RedactionExamples().redact("{\"customer\":{\"name\":\"Ann\",\"by\":\"EMP-123456\"}}").text())
			.isEqualTo("{\"customer\":{\"name\":\"[JSON_PATH]\",\"by\":\"[EMPLOYEE-ID]\"}}");
	}

	@Test
	void documentsRunUnderTheirBatch() {
		UserPseudonyms pseudonyms = UserPseudonyms.withRandomKey();
		new ContextExamples.Import(this.contexts, () -> new ContextId("b"), pseudonyms).run("alice",
				Map.of("d", this::work));
		assertThat(this.seen.get()).isEqualTo(new BusinessContext(new ContextId("d"), "document", new ContextId("b"),
				pseudonyms.pseudonym("alice"), Map.of()));
		assertThat(CurrentContext.get()).isNull();
	}

	@Test
	void contextIsHandedOverToAnotherThread() throws Exception {
		try (CurrentContext.Scope scope = this.contexts.open(context("a"))) {
			new ContextExamples.Handover().handOver(this::work).join();
		}
		assertThat(this.seen.get()).isEqualTo(context("a"));
	}

	@Test
	void functionsTakeTheContextToTheCommonPool() throws Exception {
		ThreadExamples examples = new ThreadExamples(this.contexts);
		List<ThreadExamples.Report> reports = new ArrayList<>();
		try (CurrentContext.Scope scope = this.contexts.open(context("a"))) {
			reports.add(examples.report("one").get());
			reports.addAll(examples.reports(List.of("two", "three", "four")));
		}
		assertThat(reports).hasSize(4)
			.allSatisfy((report) -> assertThat(report.context()).isEqualTo(context("a").toString()));
	}

	@Test
	void carrierTakesTheContextAlong() throws Exception {
		RecordingListener listener = new RecordingListener();
		CarrierExample carrier = new CarrierExample(crossing(listener));
		Map<String, String> message = new HashMap<>();
		try (CurrentContext.Scope scope = this.contexts.open(context("a"))) {
			carrier.send(message);
		}
		carrier.handle(message, this::work);
		assertThat(this.seen.get()).isEqualTo(context("a"));
		assertThat(listener.takeStep().name()).isEqualTo("note");
		carrier.handle(Map.of("X-Context-Id", "not an id"), this::work);
		assertThat(this.seen.get()).isNotNull().isNotEqualTo(context("a"));
		assertThat(CurrentContext.get()).isNull();
	}

	private ContextCrossing crossing(RecordingListener listener) {
		ContextHeaders headers = new ContextHeaders(HeaderNames.DEFAULT, "session", TrustPolicy.validSyntax(),
				listener);
		NewContexts newContexts = new NewContexts(ContextIdGenerator.uuidV7(), "session", listener);
		return new ContextCrossing(new ContextReceiver(this.contexts, headers, newContexts), headers,
				new CrossingTrace(this.contexts, WorkTracing.none(), SpanReference.Source.none()), listener);
	}

	private void work() {
		this.seen.set(CurrentContext.get());
	}

	private static BusinessContext context(String id) {
		return BusinessContext.of(new ContextId(id), "session");
	}

	private String sources() throws IOException {
		Path directory = Documentation.ROOT.resolve("autoconfigure/src/test/java")
			.resolve(getClass().getPackageName().replace('.', '/'));
		try (Stream<Path> files = Files.list(directory)) {
			return oneLine(files.map(DocumentationExamplesTests::read).reduce("", String::concat));
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String oneLine(String text) {
		return text.replaceAll("\\s+", " ").trim();
	}

}
