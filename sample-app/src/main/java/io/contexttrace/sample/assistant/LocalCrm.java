package io.contexttrace.sample.assistant;

import java.time.Duration;
import java.util.Map;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts the CRM with the application, unless it is told where there is one.
 */
class LocalCrm implements ApplicationContextInitializer<GenericApplicationContext> {

	private static final String URL_PROPERTY = "sample.crm.url";

	private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

	@Override
	public void initialize(GenericApplicationContext context) {
		if (context.getEnvironment().containsProperty(URL_PROPERTY)) {
			return;
		}
		CrmProcess crm = CrmProcess.start();
		context.getDefaultListableBeanFactory().registerSingleton("crmProcess", crm);
		context.getDefaultListableBeanFactory().registerDisposableBean("crmProcess", crm::close);
		context.getEnvironment()
			.getPropertySources()
			.addLast(new MapPropertySource("localCrm", Map.of(URL_PROPERTY, crm.url())));
		context.addApplicationListener(
				(ApplicationListener<ApplicationStartedEvent>) (event) -> crm.awaitStart(START_TIMEOUT));
	}

}
