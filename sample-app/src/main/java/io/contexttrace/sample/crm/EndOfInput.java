package io.contexttrace.sample.crm;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Ends this process with the one that started it: however that one dies, the pipe to the
 * standard input of this one is closed.
 */
final class EndOfInput {

	private EndOfInput() {
	}

	static void exits() {
		Thread thread = new Thread(EndOfInput::awaitAndExit, "end-of-input");
		thread.setDaemon(true);
		thread.start();
	}

	private static void awaitAndExit() {
		try {
			System.in.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			// A broken pipe says the same as a closed one
		}
		System.exit(0);
	}

}
