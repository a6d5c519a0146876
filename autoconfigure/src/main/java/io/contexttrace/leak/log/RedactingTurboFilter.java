package io.contexttrace.leak.log;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.contexttrace.FaultBarrier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Sees each line of the covered loggers before any appender does. A line with secrets is
 * held back, and one without them is logged in its place; all others go their way. A line
 * that is logged while another one is looked at goes its way, too. Safe for use by
 * several threads.
 */
final class RedactingTurboFilter extends TurboFilter {

	private static final ThreadLocal<@Nullable RedactingTurboFilter> BUSY = new ThreadLocal<>();

	private final CoveredLoggers loggers;

	private final LineRedaction redaction;

	private final FaultBarrier barrier = FaultBarrier.withoutMessages();

	RedactingTurboFilter(CoveredLoggers loggers, LineRedaction redaction) {
		this.loggers = loggers;
		this.redaction = redaction;
		setName("context-trace-redaction");
		start();
	}

	@Override
	public FilterReply decide(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
			@Nullable Object @Nullable [] params, @Nullable Throwable failure) {
		// without any of these, somebody asks whether the level is enabled
		boolean line = format != null || params != null || failure != null;
		if (!line || !isLookedAt(logger, level)) {
			return FilterReply.NEUTRAL;
		}
		return guarded(new LogLine(logger, level, (marker != null) ? List.of(marker) : List.of(),
				() -> LogLine.format(format, params, failure), List.of()), false);
	}

	@Override
	public FilterReply decide(Logger logger, org.slf4j.event.LoggingEvent event) {
		Level level = Level.convertAnSLF4JLevel(event.getLevel());
		if (!isLookedAt(logger, level)) {
			return FilterReply.NEUTRAL;
		}
		return guarded(new LogLine(logger, level, (event.getMarkers() != null) ? event.getMarkers() : List.of(),
				() -> LogLine.format(event.getMessage(), event.getArgumentArray(), event.getThrowable()),
				(event.getKeyValuePairs() != null) ? event.getKeyValuePairs() : List.of()), true);
	}

	private boolean isLookedAt(Logger logger, Level level) {
		// another filter may accept what the level does not let pass
		boolean enabled = level.levelInt >= logger.getEffectiveLevel().levelInt
				|| logger.getLoggerContext().getTurboFilterList().size() > 1;
		return enabled && BUSY.get() != this && this.loggers.include(logger.getName());
	}

	private FilterReply guarded(LogLine line, boolean enabled) {
		RedactingTurboFilter before = BUSY.get();
		BUSY.set(this);
		try {
			LoggingEvent event = redacted(line);
			return (event != null) ? replace(line, event, enabled) : FilterReply.NEUTRAL;
		}
		finally {
			if (before != null) {
				BUSY.set(before);
			}
			else {
				BUSY.remove();
			}
		}
	}

	private @Nullable LoggingEvent redacted(LogLine line) {
		try {
			return this.redaction.redact(line);
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			this.barrier.report(this, ex);
			return LineRedaction.withheld(line);
		}
	}

	private FilterReply replace(LogLine line, LoggingEvent event, boolean enabled) {
		FilterReply others = others(line, event);
		if (others == FilterReply.ACCEPT || (others == FilterReply.NEUTRAL && (enabled || isEnabled(line)))) {
			line.logger().callAppenders(event);
		}
		return FilterReply.DENY;
	}

	private FilterReply others(LogLine line, LoggingEvent event) {
		for (TurboFilter other : line.logger().getLoggerContext().getTurboFilterList()) {
			FilterReply reply = (other != this) ? other.decide(line.firstMarker(), line.logger(), line.level(),
					event.getMessage(), null, failure(event)) : FilterReply.NEUTRAL;
			if (reply != FilterReply.NEUTRAL) {
				return reply;
			}
		}
		return FilterReply.NEUTRAL;
	}

	private static @Nullable Throwable failure(LoggingEvent event) {
		return (event.getThrowableProxy() instanceof ch.qos.logback.classic.spi.ThrowableProxy proxy)
				? proxy.getThrowable() : null;
	}

	private static boolean isEnabled(LogLine line) {
		return line.level().levelInt >= line.logger().getEffectiveLevel().levelInt;
	}

}
