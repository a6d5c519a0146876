package io.contexttrace.benchmarks;

import java.util.List;

import io.contexttrace.ai.ModelCallAdvisor;
import io.contexttrace.ai.UserCallAdvisor;

import org.springframework.ai.chat.client.advisor.api.Advisor;

/**
 * Who follows the calls to a model, by the settings of the application that makes them.
 */
public enum Followers {

	/**
	 * Spring AI's own observations, with sampled traces.
	 */
	SPRING_AI("context-trace.enabled=false"),

	/**
	 * The same, with two advisors that do nothing, and with Reactor's context propagation
	 * switched on: what following a call takes in any case.
	 */
	TWO_ADVISORS("context-trace.enabled=false", "spring.reactor.context-propagation=auto"),

	/**
	 * Context Trace, without content.
	 */
	WITHOUT_CONTENT("context-trace.content.capture=none"),

	/**
	 * Context Trace, with all that is said.
	 */
	WITH_CONTENT("context-trace.content.capture=full");

	private final String properties;

	Followers(String... properties) {
		this.properties = String.join(",", properties);
	}

	String[] properties() {
		return (this.properties + ",management.tracing.sampling.probability=1").split(",", -1);
	}

	List<Advisor> advisors() {
		return (this != TWO_ADVISORS) ? List.of() : List.of(new IdleAdvisor("first", UserCallAdvisor.ORDER),
				new IdleAdvisor("last", ModelCallAdvisor.ORDER));
	}

}
