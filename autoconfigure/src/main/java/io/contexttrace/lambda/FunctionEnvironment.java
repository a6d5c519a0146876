package io.contexttrace.lambda;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.contexttrace.ContextListener;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.FunctionInvocations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is set for a function without Spring, by system property or else by variable. What
 * is not valid is not used, and the log says so.
 *
 * @param variables reads variables of the environment
 */
record FunctionEnvironment(UnaryOperator<@Nullable String> variables) {

	static final String KIND = "context-trace.lambda.kind";

	static final String PAYLOAD_PATH = "context-trace.lambda.payload-path";

	static final String CLIENT_CONTEXT = "context-trace.lambda.client-context";

	static final String EVENT_ENVELOPE = "context-trace.lambda.event-envelope";

	static final String HANDLER = "context-trace.handler";

	private static final Logger logger = LoggerFactory.getLogger("context-trace.lambda");

	/**
	 * The settings of the function.
	 * @return the settings, each as usual where it is not set
	 */
	FunctionSettings settings() {
		FunctionSettings usual = new FunctionSettings(FunctionSettings.DEFAULT_KIND, PayloadPath.NONE);
		String kind = valid(KIND, (value) -> new FunctionSettings(value, PayloadPath.NONE), usual).kind();
		return new FunctionSettings(kind, valid(PAYLOAD_PATH, PayloadPath::of, PayloadPath.NONE));
	}

	/**
	 * What functions are invoked with that the function calls.
	 * @param headers writes a context
	 * @param listener is told of what finds no room
	 * @return the invocations
	 */
	FunctionInvocations invocations(ContextHeaders headers, ContextListener listener) {
		boolean clientContext = !"false".equalsIgnoreCase(get(CLIENT_CONTEXT));
		boolean eventEnvelope = "true".equalsIgnoreCase(get(EVENT_ENVELOPE));
		return new FunctionInvocations(headers, listener, clientContext, eventEnvelope);
	}

	/**
	 * What is set.
	 * @param name the name of the property
	 * @return its value, or {@code null} if it is not set
	 */
	@Nullable String get(String name) {
		String property = System.getProperty(name);
		return (property != null) ? property : this.variables.apply(variable(name));
	}

	/**
	 * What a property is called among the variables.
	 * @param name the name of the property
	 * @return the name of the variable
	 */
	static String variable(String name) {
		return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
	}

	private <T> T valid(String name, Function<String, T> reader, T usual) {
		String value = get(name);
		try {
			return (value != null) ? reader.apply(value) : usual;
		}
		catch (IllegalArgumentException ex) {
			logger.warn("{} is not used: {}", name, ex.getMessage());
			return usual;
		}
	}

}
