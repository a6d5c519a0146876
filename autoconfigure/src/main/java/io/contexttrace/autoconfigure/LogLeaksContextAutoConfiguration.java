package io.contexttrace.autoconfigure;

import ch.qos.logback.classic.LoggerContext;
import io.contexttrace.leak.LeakGate;
import io.contexttrace.leak.log.LogGate;
import io.contexttrace.llm.redact.Redactor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that takes content and secrets out of what frameworks log.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class)
@ConditionalOnClass(LoggerContext.class)
@ConditionalOnBean(ContextEvents.class)
@EnableConfigurationProperties(LeakProperties.class)
public final class LogLeaksContextAutoConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	LogGate contextLogGate(LeakProperties leaks, ObjectProvider<Redactor> redactor, ContextTraceProperties properties) {
		return LogGate.open(leaks.getLoggers(), new LeakGate(redactor.getIfAvailable(Redactor::none)),
				properties.content().isReadable());
	}

}
