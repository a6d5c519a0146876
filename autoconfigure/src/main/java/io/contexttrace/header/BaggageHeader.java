package io.contexttrace.header;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.function.Consumer;

import io.contexttrace.ContextId;
import io.contexttrace.Rejection.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a received W3C baggage header what must not travel on: members whose value
 * hides control characters behind percent-encoding, context headers that are not valid,
 * and all that exceeds the limits of the specification (64 members, 8192 bytes). The rest
 * stays as it came.
 *
 * @param names the context headers, which libraries may also look for in baggage
 * @param rejected is told why something was taken out
 */
public record BaggageHeader(HeaderNames names, Consumer<Reason> rejected) {

	/**
	 * The name under which a context id travels in baggage.
	 */
	public static final String CONTEXT_ID_KEY = "context.id";

	/**
	 * The longest header that is read, in characters.
	 */
	public static final int MAX_LENGTH = 8192;

	private static final int MAX_MEMBERS = 64;

	/**
	 * The part of a header that may travel on.
	 * @param header the received header
	 * @return what is left, or {@code null} if nothing is
	 */
	public @Nullable String clean(String header) {
		if (header.length() > MAX_LENGTH) {
			this.rejected.accept(Reason.OVERSIZED);
			return null;
		}
		StringJoiner kept = new StringJoiner(",");
		int members = 0;
		for (String member : header.split(",", -1)) {
			if (members < MAX_MEMBERS && isHarmless(member)) {
				kept.add(member);
				members++;
			}
			else if (members >= MAX_MEMBERS) {
				this.rejected.accept(Reason.OVERSIZED);
				break;
			}
		}
		return (members > 0) ? kept.toString() : null;
	}

	private boolean isHarmless(String member) {
		int equals = member.indexOf('=');
		if (member.isBlank()) {
			return false;
		}
		Reason reason = (equals < 0 || !HeaderGuard.isPrintable(member)) ? Reason.MALFORMED
				: reason(member.substring(0, equals).trim(), member.substring(equals + 1));
		if (reason != null) {
			this.rejected.accept(reason);
		}
		return reason == null;
	}

	private @Nullable Reason reason(String key, String valueAndProperties) {
		String decoded = decoded(valueAndProperties);
		if (decoded == null || !HeaderNames.isToken(key) || !HeaderGuard.isPrintable(decoded)) {
			return Reason.MALFORMED;
		}
		if (this.names.prompt().equalsIgnoreCase(key)) {
			return (PromptHeader.parse(decoded) != null) ? null : Reason.MALFORMED;
		}
		boolean context = this.names.contains(key) || key.equalsIgnoreCase(CONTEXT_ID_KEY);
		return context ? reasonAgainstId(valueAndProperties) : null;
	}

	private static @Nullable Reason reasonAgainstId(String valueAndProperties) {
		int properties = valueAndProperties.indexOf(';');
		String value = (properties < 0) ? valueAndProperties : valueAndProperties.substring(0, properties);
		String id = decoded(value.trim());
		if (ContextId.parse(id) != null) {
			return null;
		}
		return (id != null && id.length() > ContextId.MAX_LENGTH) ? Reason.OVERSIZED : Reason.MALFORMED;
	}

	private static @Nullable String decoded(String value) {
		if (value.indexOf('%') < 0) {
			return value;
		}
		try {
			return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
