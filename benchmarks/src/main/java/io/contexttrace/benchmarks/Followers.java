package io.contexttrace.benchmarks;

/**
 * Who follows the calls to a model, by the settings of the application that makes them.
 */
public enum Followers {

	/**
	 * Spring AI's own observations, with sampled traces.
	 */
	SPRING_AI("context-trace.enabled=false"),

	/**
	 * Context Trace as well, without content.
	 */
	WITHOUT_CONTENT("context-trace.content.capture=none"),

	/**
	 * Context Trace as well, with all that is said.
	 */
	WITH_CONTENT("context-trace.content.capture=full");

	private final String property;

	Followers(String property) {
		this.property = property;
	}

	String[] properties() {
		return new String[] { this.property, "management.tracing.sampling.probability=1" };
	}

}
