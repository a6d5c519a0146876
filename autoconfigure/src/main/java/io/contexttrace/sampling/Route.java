package io.contexttrace.sampling;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextSnapshot;
import io.opentelemetry.api.trace.SpanKind;

/**
 * What a trace begins with, as a number: the kind of the context, and the path of the
 * request, or else the name of the span. Parts of a path that have a digit in them are
 * taken for ids and count alike. Like routes have like numbers; others may share one.
 */
final class Route {

	private static final int MAX_PATH_LENGTH = 256;

	private static final int ID = 1;

	private Route() {
	}

	/**
	 * The number.
	 * @param held what the thread holds that starts the span
	 * @param name the name of the span
	 * @param spanKind the kind of the span
	 * @return a number whose bits are well mixed
	 */
	static int of(ContextSnapshot held, String name, SpanKind spanKind) {
		BusinessContext context = held.context();
		String path = held.servedPath();
		int hash = (context != null) ? context.kind().hashCode() : 0;
		hash = 31 * hash + ((path != null) ? shape(path) : name.hashCode());
		return mix(31 * hash + spanKind.name().hashCode());
	}

	private static int shape(String path) {
		int hash = 0;
		int part = 0;
		boolean id = false;
		int length = Math.min(path.length(), MAX_PATH_LENGTH);
		for (int i = 0; i < length; i++) {
			char c = path.charAt(i);
			if (c == '/') {
				hash = 31 * hash + (id ? ID : part);
				part = 0;
				id = false;
			}
			else {
				part = 31 * part + c;
				id |= c >= '0' && c <= '9';
			}
		}
		return 31 * hash + (id ? ID : part);
	}

	// as MurmurHash3 ends
	private static int mix(int hash) {
		int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
		mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
		return mixed ^ (mixed >>> 16);
	}

}
