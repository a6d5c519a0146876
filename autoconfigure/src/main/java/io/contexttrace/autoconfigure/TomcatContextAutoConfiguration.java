package io.contexttrace.autoconfigure;

import io.contexttrace.carrier.servlet.ContextFilter;
import io.contexttrace.carrier.servlet.ContextValve;
import org.apache.catalina.Valve;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that keeps the ids on the lines that Tomcat itself logs about a
 * request that failed.
 */
@AutoConfiguration(after = ServletContextAutoConfiguration.class)
@ConditionalOnClass({ Valve.class, ConfigurableTomcatWebServerFactory.class })
@ConditionalOnBean(parameterizedContainer = FilterRegistrationBean.class, value = ContextFilter.class)
@ConditionalOnBooleanProperty(name = "context-trace.tomcat.enabled", matchIfMissing = true)
public final class TomcatContextAutoConfiguration {

	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> contextTomcatCustomizer() {
		return (factory) -> factory.addEngineValves(new ContextValve());
	}

}
