package io.contexttrace.sample.crm;

import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The CRM. It shares the class path with the assistant, not the process.
 */
@SpringBootApplication
public class CrmApplication {

	public static void main(String[] args) {
		if (Boolean.getBoolean("crm.exit-at-end-of-input")) {
			EndOfInput.exits();
		}
		SpringApplication application = new SpringApplication(CrmApplication.class);
		application.setBannerMode(Banner.Mode.OFF);
		// Or else the first request sets it up, and logs that without a context
		application.setDefaultProperties(Map.of("spring.config.name", "crm"));
		application.run(args);
	}

}
