package io.contexttrace.test.classpath;

import io.contexttrace.CurrentContext;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers with the context that it was called under. It needs nothing but Spring MVC.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(EchoApplication.Echo.class)
public class EchoApplication {

	/**
	 * What the application prints before the port that it listens on.
	 */
	static final String READY = "READY ";

	/**
	 * Start the application, and end it when the standard input ends.
	 * @param args Spring Boot's arguments
	 * @throws Exception if the input cannot be read
	 */
	public static void main(String[] args) throws Exception {
		ApplicationContext context = SpringApplication.run(EchoApplication.class, args);
		System.out.println(READY + context.getEnvironment().getProperty("local.server.port"));
		System.in.readAllBytes();
		System.exit(SpringApplication.exit(context));
	}

	/**
	 * The controller.
	 */
	@RestController
	static class Echo {

		@GetMapping("/")
		String echo() {
			return String.valueOf(CurrentContext.get());
		}

	}

}
