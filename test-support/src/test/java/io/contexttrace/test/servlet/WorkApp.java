package io.contexttrace.test.servlet;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * An application that sets nothing about its context.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ WorkController.class, LoggingErrorController.class, LoggingBodyAdvice.class, ToldEvents.class })
class WorkApp {

}
