package io.contexttrace.hop.tracing;

import io.contexttrace.hop.Witness;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that works at what it is asked for.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@RestController
class TracedApplication {

	private final Witness witness;

	TracedApplication(Witness witness) {
		this.witness = witness;
	}

	@GetMapping("/work/{what}")
	String work(@PathVariable String what) {
		this.witness.work(what);
		return what;
	}

	@GetMapping("/log/{what}")
	String log(@PathVariable String what) {
		this.witness.log(what);
		return what;
	}

}
