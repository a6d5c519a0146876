package io.contexttrace.autoconfigure;

/**
 * Checks the properties of feedback; without those of the endpoint, whose check needs
 * Spring's web module.
 */
final class FeedbackChecks {

	private FeedbackChecks() {
	}

	static FeedbackProperties memory(FeedbackProperties properties) {
		if (properties.rememberedCalls() < 1) {
			throw PropertyChecks.invalid("feedback.remembered-calls", properties.rememberedCalls(),
					"At least one call must be remembered. Use 1 or more, or context-trace.feedback.enabled=false.");
		}
		if (properties.rememberFor().isNegative()) {
			throw PropertyChecks.invalid("feedback.remember-for", properties.rememberFor(),
					"A call is remembered for 0s or longer.");
		}
		return properties;
	}

}
