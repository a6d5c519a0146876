package io.contexttrace.leak.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.contexttrace.leak.LeakGate;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.FormattingTuple;

/**
 * Makes the line that may be logged out of one that must not. Safe for use by several
 * threads.
 */
final class LineRedaction {

	private static final List<String> LOGGING = List.of("ch.qos.logback.", "org.slf4j.", "org.apache.commons.logging.",
			"org.apache.juli.", "java.util.logging.", LineRedaction.class.getName(),
			RedactingTurboFilter.class.getName());

	private final LeakGate gate;

	private final boolean keepsContent;

	LineRedaction(LeakGate gate, boolean keepsContent) {
		this.gate = gate;
		this.keepsContent = keepsContent;
	}

	/**
	 * Take content and secrets out of a line.
	 * @param line the line
	 * @return the event to be logged instead, or {@code null} if the line may be logged
	 * as it is
	 */
	@Nullable LoggingEvent redact(LogLine line) {
		FormattingTuple formatted = line.text().get();
		String message = formatted.getMessage();
		String safe = (message != null) ? text(message) : null;
		Throwable failure = formatted.getThrowable();
		RedactedThrowable safeFailure = (failure != null) ? ThrowableCopy.of(failure, this.gate) : null;
		List<KeyValuePair> safePairs = pairs(line.pairs());
		boolean same = (safe == null || safe.equals(message)) && safeFailure == null && safePairs.equals(line.pairs());
		return same ? null : event(line, safe, failure, safeFailure, safePairs);
	}

	/**
	 * What is logged in place of a line that cannot be looked at.
	 * @param line the line
	 * @return the event to be logged instead
	 */
	static LoggingEvent withheld(LogLine line) {
		return event(line, LeakGate.WITHHELD, null, null, List.of());
	}

	private String text(String message) {
		return this.gate.pass(this.keepsContent ? message : QuotedContent.withoutContent(message));
	}

	private List<KeyValuePair> pairs(List<KeyValuePair> pairs) {
		return pairs.stream().map(this::pair).toList();
	}

	// whatever it is, the log shows it as its text
	private KeyValuePair pair(KeyValuePair pair) {
		if (pair.value == null || pair.value instanceof Boolean) {
			return pair;
		}
		String text = pair.value.toString();
		String safe = (text != null) ? this.gate.pass(text) : null;
		return (safe == null || safe.equals(text)) ? pair : new KeyValuePair(pair.key, safe);
	}

	private static LoggingEvent event(LogLine line, @Nullable String message, @Nullable Throwable failure,
			@Nullable RedactedThrowable safeFailure, List<KeyValuePair> pairs) {
		Throwable untouched = (safeFailure != null) ? null : failure;
		LoggingEvent event = new LoggingEvent(Logger.class.getName(), line.logger(), line.level(), message, untouched,
				null);
		if (safeFailure != null) {
			event.setThrowableProxy(new RedactedThrowableProxy(safeFailure));
		}
		line.markers().forEach(event::addMarker);
		if (!pairs.isEmpty()) {
			event.setKeyValuePairs(new ArrayList<>(pairs));
		}
		event.setCallerData(caller());
		return event;
	}

	// Logback would take us for the caller
	private static StackTraceElement[] caller() {
		return Arrays.stream(new Throwable().getStackTrace())
			.dropWhile((frame) -> LOGGING.stream().anyMatch(frame.getClassName()::startsWith))
			.toArray(StackTraceElement[]::new);
	}

}
