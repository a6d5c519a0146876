package io.contexttrace.hop.providers;

import io.contexttrace.hop.Witness;

import org.springframework.ai.tool.annotation.Tool;

/**
 * The tool that models call.
 */
final class Lookup {

	static final String NAME = "lookup";

	static final String RESULT = "forty-two";

	private final Witness witness;

	Lookup(Witness witness) {
		this.witness = witness;
	}

	@Tool(name = NAME, description = "Looks something up")
	String lookup(String what) {
		this.witness.log(what);
		return RESULT;
	}

}
