package io.contexttrace.lambda;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.contexttrace.CurrentContext;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.MemberRemoval;
import net.bytebuddy.matcher.ElementMatchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Functions whose class path lacks what not every function has.
 */
class MissingLibrariesTests {

	private static final String EVENTS = "com.amazonaws.services.lambda.runtime.events.";

	@ParameterizedTest
	@ValueSource(strings = { EVENTS, "com.amazonaws.services.lambda.runtime.events.KinesisEvent",
			"com.amazonaws.services.lambda.runtime.serialization.", "software.amazon.awssdk.", "org.springframework.",
			"io.micrometer.", "io.opentelemetry.", "org.jspecify." })
	void aFunctionWorksUnderItsContextWithout(String missing) throws Exception {
		try (FunctionLoader loader = new FunctionLoader(missing, null)) {
			assertThat(loader.call(Probe.class)).isEqualTo("case-1 case-2");
		}
	}

	@Test
	void aFunctionWorksUnderItsContextWithAnOlderCore() throws Exception {
		byte[] older = new ByteBuddy().redefine(Context.class)
			.visit(new MemberRemoval().stripMethods(ElementMatchers.named("getXrayTraceId")))
			.make()
			.getBytes();
		try (FunctionLoader loader = new FunctionLoader("none.", older)) {
			assertThatExceptionOfType(NoSuchMethodException.class)
				.isThrownBy(() -> loader.loadClass(Context.class.getName()).getMethod("getXrayTraceId"));
			assertThat(loader.call(Probe.class)).isEqualTo("case-1 case-2");
		}
	}

	@Test
	void aTypedEventIsNotLookedAtWithAnOlderVersionOfTheEvents() throws Exception {
		try (FunctionLoader loader = new FunctionLoader(EVENTS + "APIGatewayV2WebSocketEvent", null)) {
			assertThat(loader.call(TypedProbe.class)).isEqualTo("order");
		}
	}

	/**
	 * A function, invoked from inside the loader.
	 */
	public static final class Probe implements Callable<String> {

		@Override
		public String call() {
			RequestHandler<Map<String, Object>, String> handler = ContextTraceFunction.builder()
				.build()
				.around((event, context) -> CurrentContext.get().id().value());
			String first = handler.handleRequest(Map.of("headers", Map.of("X-Context-Id", "case-1")),
					new GivenContext());
			return first + " " + handler.handleRequest(Map.of(), new GivenContext().custom("context_id", "case-2"));
		}

	}

	/**
	 * A function that takes an event of AWS.
	 */
	public static final class TypedProbe implements Callable<String> {

		@Override
		public String call() {
			com.amazonaws.services.lambda.runtime.events.SQSEvent event = new com.amazonaws.services.lambda.runtime.events.SQSEvent();
			event.setRecords(List.of());
			return ContextTraceFunction.builder()
				.kind("order")
				.build()
				.around((Object given, Context context) -> CurrentContext.get().kind())
				.handleRequest(event, new GivenContext());
		}

	}

	/**
	 * Loads everything itself, without some of it.
	 */
	private static final class FunctionLoader extends URLClassLoader {

		private final String missing;

		private final byte[] context;

		FunctionLoader(String missing, byte[] context) {
			super(urls(missing), ClassLoader.getPlatformClassLoader());
			this.missing = missing;
			this.context = context;
		}

		// services of Spring are in Spring's jars
		private static URL[] urls(String missing) {
			return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
				.filter((entry) -> !entry.replace(File.separatorChar, '.').contains("." + missing))
				.map(FunctionLoader::url)
				.toArray(URL[]::new);
		}

		private static URL url(String entry) {
			try {
				return Path.of(entry).toUri().toURL();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		protected Class<?> findClass(String name) throws ClassNotFoundException {
			if (name.startsWith(this.missing)) {
				throw new ClassNotFoundException(name);
			}
			if (this.context != null && name.equals(Context.class.getName())) {
				return defineClass(name, this.context, 0, this.context.length);
			}
			return super.findClass(name);
		}

		Object call(Class<?> probe) throws Exception {
			Thread thread = Thread.currentThread();
			ClassLoader before = thread.getContextClassLoader();
			thread.setContextClassLoader(this);
			try {
				Object instance = loadClass(probe.getName()).getConstructor().newInstance();
				assertThat(instance.getClass()).isNotSameAs(probe);
				return ((Callable<?>) instance).call();
			}
			finally {
				thread.setContextClassLoader(before);
			}
		}

	}

}
