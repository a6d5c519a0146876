package io.contexttrace.docs;

import java.util.Map;

import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.ReceivedWork;
import io.contexttrace.propagation.WorkOrigin;

/**
 * The example of {@code CONTRIBUTING.md}: a carrier whose messages have a map of headers.
 */
record CarrierExample(ContextCrossing crossing) {

	void send(Map<String, String> message) {
		this.crossing.send(message, Map::get, Map::put);
	}

	void handle(Map<String, String> message, Runnable work) {
		try (ReceivedWork received = receive(message)) {
			try {
				work.run();
			}
			catch (RuntimeException | Error ex) {
				received.failed(ex);
				throw ex;
			}
		}
	}

	private ReceivedWork receive(Map<String, String> message) {
		return this.crossing.open(this.crossing.read(message, Map::get, "note"), "note",
				new WorkOrigin<>(message, Map::get, WorkOrigin.Relation.CHILD));
	}

}
