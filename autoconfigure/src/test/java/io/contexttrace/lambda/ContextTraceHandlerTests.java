package io.contexttrace.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.contexttrace.CurrentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Calls handlers by name, as {@code CONTEXT_TRACE_HANDLER} has it.
 */
class ContextTraceHandlerTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Typed | \"sku-1 case-1\"", "Typed::handleRequest | \"sku-1 case-1\"",
					"Inherited | \"sku-1 case-1\"", "Inherited::handleRequest | \"sku-1 case-1\"",
					"Methods::order | \"sku-1 case-1\"", "Methods::withoutContext | {\"sku\":\"sku-1\"}",
					"Methods::contextAlone | \"function\"", "Methods::nothing | \"case-1\"",
					"Methods::fixed | \"sku-1 case-1\"", "Methods::silent | null", "Methods::list | [\"case-1\"]",
					"Streams | case-1", "Methods::streams | case-1", "Methods::twoStreams | case-1",
					"Methods::overloaded | \"both\"" })
	void aHandlerIsCalledAsTheRuntimeCallsIt(String name, String answer) throws IOException {
		assertThat(call(ContextTraceHandlerTests.class.getName() + "$" + name,
				"{\"sku\":\"sku-1\",\"_contexttrace\":{\"context_id\":\"case-1\"}}"))
			.isEqualTo(answer);
	}

	@Test
	void anEventOfAwsIsReadAsTheRuntimeReadsIt() throws IOException {
		assertThat(call(Batch.class.getName(),
				"{\"Records\":[{\"messageId\":\"m1\",\"body\":\"b\",\"attributes\":{},\"messageAttributes\":"
						+ "{\"X-Context-Id\":{\"stringValue\":\"case-1\",\"dataType\":\"String\"}}}]}"))
			.isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1 case-1\"}]}");
	}

	@Test
	void theSerializerOfTheApplicationIsMadeOnce(@TempDir Path folder) throws IOException {
		Path services = Files.createDirectories(folder.resolve("META-INF/services"));
		Files.writeString(services.resolve(CustomPojoSerializer.class.getName()), Serializer.class.getName());
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { folder.toUri().toURL() }, before)) {
			thread.setContextClassLoader(loader);
			ContextTraceHandler handler = new ContextTraceHandler(Typed.class.getName());
			int made = Serializer.made.get();
			for (int i = 0; i < 3; i++) {
				ByteArrayOutputStream output = new ByteArrayOutputStream();
				handler.handleRequest(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)), output,
						new GivenContext().custom("context_id", "case-1"));
				assertThat(output).hasToString("<sku-2 case-1>");
			}
			assertThat(Serializer.made).hasValue(made).hasPositiveValue();
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	@Test
	void whatAHandlerThrowsPassesUnchanged() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> call(Methods.class.getName() + "::failing", "{}"))
			.withMessage("out of stock");
	}

	@Test
	void whatIsNoJsonIsRefusedInTheWordsOfTheRuntime() {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> call(Typed.class.getName(), "{"))
			.withMessage("An error occurred during JSON parsing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no.such.Handler", "io.contexttrace.lambda.ContextTraceHandler",
			"java.lang.String::noSuchMethod", "io.contexttrace.lambda.ContextTraceHandlerTests$Hidden" })
	void aNameThatIsNoHandlersIsRefusedAtTheStart(String name) {
		assertThatIllegalStateException().isThrownBy(() -> new ContextTraceHandler(name));
		assertThatIllegalStateException().isThrownBy(ContextTraceHandler::new)
			.withMessageContaining("CONTEXT_TRACE_HANDLER");
	}

	private static String call(String handler, String event) throws IOException {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		new ContextTraceHandler(handler).handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
				output, new GivenContext());
		return output.toString(StandardCharsets.UTF_8);
	}

	private static String id() {
		return CurrentContext.get().id().value();
	}

	/**
	 * What is ordered.
	 */
	public static final class Order {

		private String sku;

		public String getSku() {
			return this.sku;
		}

		public void setSku(String sku) {
			this.sku = sku;
		}

	}

	/**
	 * A serializer of the application.
	 */
	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" })
	public static final class Serializer implements CustomPojoSerializer {

		private static final AtomicInteger made = new AtomicInteger();

		private final int number = made.incrementAndGet();

		@Override
		public <T> T fromJson(InputStream input, Type type) {
			Order order = new Order();
			order.setSku("sku-2");
			return (T) order;
		}

		@Override
		public <T> T fromJson(String input, Type type) {
			throw new UnsupportedOperationException();
		}

		@Override
		public <T> void toJson(T value, OutputStream output, Type type) {
			new PrintStream(output, true, StandardCharsets.UTF_8).print("<" + value + ((this.number > 0) ? ">" : ""));
		}

	}

	/**
	 * A handler of objects.
	 */
	public static final class Typed implements RequestHandler<Order, String> {

		@Override
		public String handleRequest(Order order, Context context) {
			return order.getSku() + " " + id();
		}

	}

	/**
	 * The base class of handlers.
	 *
	 * @param <T> the type of the event
	 */
	public abstract static class Base<T> implements RequestHandler<T, String> {

		@Override
		public String handleRequest(T event, Context context) {
			return handle(event);
		}

		abstract String handle(T event);

	}

	/**
	 * A handler whose method is inherited.
	 */
	public static final class Inherited extends Base<Order> {

		@Override
		String handle(Order order) {
			return order.getSku() + " " + id();
		}

	}

	/**
	 * A handler of messages.
	 */
	public static final class Batch implements RequestHandler<SQSEvent, Map<String, Object>> {

		@Override
		public Map<String, Object> handleRequest(SQSEvent event, Context context) {
			return Map.of("batchItemFailures",
					List.of(Map.of("itemIdentifier", event.getRecords().get(0).getMessageId() + " " + id())));
		}

	}

	/**
	 * A handler of streams.
	 */
	public static final class Streams implements RequestStreamHandler {

		@Override
		public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
			output.write(id().getBytes(StandardCharsets.UTF_8));
		}

	}

	/**
	 * Methods that are handlers.
	 */
	public static final class Methods {

		public String order(Order order, Context context) {
			return order.getSku() + " " + id();
		}

		public Order withoutContext(Order order) {
			return order;
		}

		public String contextAlone(Context context) {
			return context.getFunctionName();
		}

		public String nothing() {
			return id();
		}

		public static String fixed(Order order) {
			return order.getSku() + " " + id();
		}

		public void silent(Order order) {
		}

		public List<String> list(Map<String, Object> event) {
			return List.of(id());
		}

		public void streams(InputStream input, OutputStream output, Context context) throws IOException {
			output.write(id().getBytes(StandardCharsets.UTF_8));
		}

		public void twoStreams(InputStream input, OutputStream output) throws IOException {
			output.write(id().getBytes(StandardCharsets.UTF_8));
		}

		public String overloaded(Order order) {
			return "one";
		}

		public String overloaded(Order order, Context context) {
			return "both";
		}

		public String failing(Order order) throws IOException {
			throw new IOException("out of stock");
		}

	}

	/**
	 * A class that cannot be made.
	 */
	public static final class Hidden implements RequestStreamHandler {

		private Hidden() {
		}

		@Override
		public void handleRequest(InputStream input, OutputStream output, Context context) {
		}

	}

}
