package io.contexttrace.hop.lambda;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.contexttrace.ContextListener;
import io.contexttrace.Step;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * An application that invokes functions.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class InvokingApplication {

	@Bean
	Heard heard() {
		return new Heard();
	}

	/**
	 * What listeners are told.
	 */
	static final class Heard implements ContextListener {

		private final List<Step> steps = new CopyOnWriteArrayList<>();

		private final List<String> skipped = new CopyOnWriteArrayList<>();

		@Override
		public void finished(Step step) {
			this.steps.add(step);
		}

		@Override
		public void skipped(String carrier, String reason) {
			this.skipped.add(carrier + " " + reason);
		}

		List<Step> under(String contextId) {
			return this.steps.stream().filter((step) -> step.context().id().value().equals(contextId)).toList();
		}

		/**
		 * What was not written since this was asked.
		 */
		List<String> takeSkipped() {
			List<String> all = List.copyOf(this.skipped);
			this.skipped.clear();
			return all;
		}

	}

}
