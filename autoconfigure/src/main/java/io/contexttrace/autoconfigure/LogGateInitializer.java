package io.contexttrace.autoconfigure;

import io.contexttrace.leak.log.LogGate;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Puts the gates of running applications back into the log: another application that
 * starts in the same virtual machine has just set up the logging system anew.
 */
final class LogGateInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final String LOGBACK = "ch.qos.logback.classic.LoggerContext";

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		if (ClassUtils.isPresent(LOGBACK, LogGateInitializer.class.getClassLoader())) {
			LogGate.reinstall();
		}
	}

}
