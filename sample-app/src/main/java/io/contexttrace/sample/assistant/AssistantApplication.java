package io.contexttrace.sample.assistant;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The support assistant. Unless it is told where to find them, it brings its own model
 * provider and its own CRM.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AssistantApplication {

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(AssistantApplication.class);
		application.setBannerMode(Banner.Mode.OFF);
		application.addInitializers(new LocalModel(), new LocalCrm());
		application.run(args);
	}

}
