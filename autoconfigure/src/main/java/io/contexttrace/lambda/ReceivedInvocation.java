package io.contexttrace.lambda;

import java.util.List;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.header.HeaderGetter;
import io.contexttrace.header.HeaderNames;
import org.jspecify.annotations.Nullable;

/**
 * What has been found of an invocation or a record: what its work is done for, and the
 * headers that say so. The context and the trace may come from different places.
 */
public final class ReceivedInvocation {

	/**
	 * Reads the headers.
	 */
	public static final HeaderGetter<ReceivedInvocation> GETTER = new HeaderGetter<>() {

		@Override
		public @Nullable String get(ReceivedInvocation received, String name) {
			return received.headers.get(name);
		}

		@Override
		public Iterable<String> getAll(ReceivedInvocation received, String name) {
			return received.headers.getAll(name);
		}

		@Override
		public boolean isRepeated(ReceivedInvocation received, String name) {
			return received.headers.isRepeated(name);
		}

	};

	private final ContextSnapshot snapshot;

	private final HeaderSource headers;

	ReceivedInvocation(ContextSnapshot snapshot, HeaderSource headers) {
		this.snapshot = snapshot;
		this.headers = headers;
	}

	/**
	 * What the work holds.
	 * @return the snapshot, never without a context
	 */
	public ContextSnapshot snapshot() {
		return this.snapshot;
	}

	/**
	 * The headers of one place for the context, and of one for the trace.
	 *
	 * @param names what the context's headers are called
	 * @param context brings the context, if something does
	 * @param trace brings the trace, if something does
	 */
	record Headers(HeaderNames names, @Nullable HeaderSource context,
			@Nullable HeaderSource trace) implements HeaderSource {

		@Override
		public String name() {
			return "what was found";
		}

		@Override
		public boolean isPresent() {
			return this.context != null || this.trace != null;
		}

		@Override
		public @Nullable String get(String header) {
			HeaderSource source = source(header);
			return (source != null) ? source.get(header) : null;
		}

		@Override
		public Iterable<String> getAll(String header) {
			HeaderSource source = source(header);
			return (source != null) ? source.getAll(header) : List.of();
		}

		@Override
		public boolean isRepeated(String header) {
			HeaderSource source = source(header);
			return source != null && source.isRepeated(header);
		}

		private @Nullable HeaderSource source(String header) {
			boolean ofContext = this.names.contains(header) || this.names.prompt().equalsIgnoreCase(header)
					|| header.equalsIgnoreCase(HeaderNames.BAGGAGE);
			return ofContext ? this.context : this.trace;
		}

	}

}
