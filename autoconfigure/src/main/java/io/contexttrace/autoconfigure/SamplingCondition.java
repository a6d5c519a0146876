package io.contexttrace.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if anything is set for sampling: otherwise Spring Boot's own settings rule.
 */
final class SamplingCondition extends SpringBootCondition {

	private static final ConfigurationPropertyName SAMPLING = ConfigurationPropertyName.of(SamplingProperties.PREFIX);

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(context.getEnvironment())) {
			if (source.containsDescendantOf(SAMPLING) == ConfigurationPropertyState.PRESENT) {
				return ConditionOutcome.match();
			}
		}
		// a source that cannot list its properties is asked for the one without which the
		// others do nothing
		if (context.getEnvironment().containsProperty(SamplingProperties.PREFIX + ".strategy")) {
			return ConditionOutcome.match();
		}
		return ConditionOutcome.noMatch(ConditionMessage.of("no strategy in " + SAMPLING));
	}

}
