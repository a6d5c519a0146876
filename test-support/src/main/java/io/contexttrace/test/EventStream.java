package io.contexttrace.test;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes server-sent events, each at once.
 */
class EventStream {

	private final OutputStream out;

	EventStream(OutputStream out) {
		this.out = out;
	}

	void send(String data) throws IOException {
		this.out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
		this.out.flush();
	}

	/**
	 * End the response properly, as opposed to breaking the connection.
	 * @throws IOException if the client has gone
	 */
	void end() throws IOException {
		this.out.close();
	}

}
