package io.contexttrace.autoconfigure;

import java.math.BigDecimal;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the choice of the LLM calls whose content is kept.
 *
 * @param enabled Whether these rules choose the calls whose content is kept; otherwise
 * that of all calls is
 * @param ratio Ratio of contexts whose calls are kept though nothing else speaks for it,
 * from 0 to 1
 * @param slowerThan Duration above which a call is always kept
 * @param costlierThan Cost above which a call is always kept, in the currency of the
 * price table
 * @param maxPerSecond How many of the calls that the ratio picks are kept each second;
 * any number if not set
 * @param debugDuration How long a context stays marked for debugging
 */
@ConfigurationProperties("context-trace.content.keep")
public record KeepProperties(@DefaultValue("true") boolean enabled, @DefaultValue("1.0") double ratio,
		@DefaultValue("10s") Duration slowerThan, @Nullable BigDecimal costlierThan, @Nullable Double maxPerSecond,
		@DefaultValue("1h") Duration debugDuration) {

}
