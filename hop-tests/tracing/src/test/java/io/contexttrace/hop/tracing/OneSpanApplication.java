package io.contexttrace.hop.tracing;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application that makes one span, says in which headers it would send it, and ends.
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
			Set<String> sent = new TreeSet<>();
			Observation.createNotStarted("done", context.getBean(ObservationRegistry.class))
				.observe(() -> send(context, sent));
			System.out.println("sends " + sent);
		}
	}

	private static void send(ConfigurableApplicationContext context, Set<String> sent) {
		TraceContext trace = Objects.requireNonNull(context.getBean(Tracer.class).currentSpan()).context();
		context.getBean(Propagator.class).inject(trace, sent, (carrier, name, value) -> sent.add(name));
	}

}
