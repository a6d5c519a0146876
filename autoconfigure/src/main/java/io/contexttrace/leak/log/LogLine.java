package io.contexttrace.leak.log;

import java.util.List;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.FormattingTuple;
import org.slf4j.helpers.MessageFormatter;

/**
 * A line that is about to be logged.
 *
 * @param logger the logger
 * @param level the level
 * @param markers the markers
 * @param text gives the text and the failure
 * @param pairs keys and values
 */
record LogLine(Logger logger, Level level, List<Marker> markers, Supplier<FormattingTuple> text,
		List<KeyValuePair> pairs) {

	static FormattingTuple format(@Nullable String format, @Nullable Object @Nullable [] arguments,
			@Nullable Throwable failure) {
		if (failure == null) {
			// the last argument can be one, too
			return MessageFormatter.arrayFormat(format, arguments);
		}
		return new FormattingTuple(MessageFormatter.arrayFormat(format, arguments, failure).getMessage(), null,
				failure);
	}

	@Nullable Marker firstMarker() {
		return this.markers.isEmpty() ? null : this.markers.get(0);
	}

}
