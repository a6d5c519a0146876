package io.contexttrace.test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The newest requests that a server received, oldest first.
 */
class RequestLog {

	private final int capacity;

	private final Deque<ReceivedRequest> requests = new ArrayDeque<>();

	RequestLog(int capacity) {
		this.capacity = capacity;
	}

	synchronized void add(ReceivedRequest request) {
		if (this.requests.size() == this.capacity) {
			this.requests.removeFirst();
		}
		this.requests.addLast(request);
	}

	synchronized List<ReceivedRequest> snapshot() {
		return List.copyOf(this.requests);
	}

	synchronized void clear() {
		this.requests.clear();
	}

}
