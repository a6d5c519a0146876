package io.contexttrace.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says which of our properties is invalid and how to mend it. It comes before Boot's own
 * analyzer, which looks the value up again: that shows a secret, and finds neither a list
 * nor every spelling of an environment variable.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure,
			InvalidConfigurationPropertyValueException cause) {
		if (!cause.getName().startsWith(PropertyChecks.PREFIX)) {
			return null;
		}
		return new FailureAnalysis(
				"The value '" + cause.getValue() + "' of the configuration property '" + cause.getName()
						+ "' is not valid.",
				"Change the property '" + cause.getName() + "'. " + cause.getReason(), cause);
	}

}
