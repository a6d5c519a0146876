package io.contexttrace.lambda;

import io.contexttrace.header.XRayTraceHeader;
import org.jspecify.annotations.Nullable;

/**
 * The system property in which Lambda's runtime tells all libraries of the trace. Where
 * it is absent, it is set for the time of an invocation. It belongs to the whole process:
 * what an invocation has left behind that never came to its end is not believed.
 */
final class TraceProperty implements AutoCloseable {

	private static final String NAME = XRayTraceHeader.RUNTIME_PROPERTY;

	private static @Nullable TraceProperty ours;

	private final String value;

	private final @Nullable String previous;

	private TraceProperty(String value, @Nullable String previous) {
		this.value = value;
		this.previous = previous;
	}

	/**
	 * What the runtime has said.
	 * @return the property's value, or {@code null} if there is none but ours
	 */
	static synchronized @Nullable String received() {
		String present = System.getProperty(NAME);
		return (present != null && ours != null && present.equals(ours.value)) ? null : present;
	}

	/**
	 * Say what the trace is, unless the runtime has said it.
	 * @param value the header
	 * @return what takes it back, or {@code null} if there is nothing to take back
	 */
	static synchronized @Nullable TraceProperty open(@Nullable String value) {
		String received = received();
		if (XRayTraceHeader.parse(received) != null) {
			return null;
		}
		change(received);
		if (value == null || isConcurrent()) {
			return null;
		}
		System.setProperty(NAME, value);
		ours = new TraceProperty(value, received);
		return ours;
	}

	// in such a process the property would be about another invocation
	private static boolean isConcurrent() {
		return System.getenv("AWS_LAMBDA_MAX_CONCURRENCY") != null;
	}

	private static void change(@Nullable String value) {
		ours = null;
		if (value != null) {
			System.setProperty(NAME, value);
		}
		else {
			System.clearProperty(NAME);
		}
	}

	@Override
	public void close() {
		synchronized (TraceProperty.class) {
			if (ours == this && this.value.equals(System.getProperty(NAME))) {
				change(this.previous);
			}
		}
	}

}
