package io.contexttrace.hop.tracing;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * An application that makes one span, says which trace formats it has, and ends.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class OneSpanApplication {

	/**
	 * Run it.
	 * @param args properties
	 */
	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = SpringApplication.run(OneSpanApplication.class, args)) {
			Environment environment = context.getEnvironment();
			System.out.println("consumes " + environment.getProperty("context-trace.trace.consume"));
			System.out.println("produces " + environment.getProperty("context-trace.trace.produce"));
			Observation.createNotStarted("done", context.getBean(ObservationRegistry.class)).observe(() -> {
			});
		}
	}

}
