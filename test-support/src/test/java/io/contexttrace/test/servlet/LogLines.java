package io.contexttrace.test.servlet;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * The log of an application, with what the MDC held on each line.
 */
final class LogLines extends AppenderBase<ILoggingEvent> {

	private final List<Line> lines = new CopyOnWriteArrayList<>();

	@Override
	protected void append(ILoggingEvent event) {
		this.lines
			.add(new Line(event.getLoggerName(), event.getFormattedMessage(), Map.copyOf(event.getMDCPropertyMap())));
	}

	void attach() {
		start();
		root().addAppender(this);
	}

	void detach() {
		root().detachAppender(this);
	}

	List<Line> all() {
		return this.lines;
	}

	List<Line> of(String message) {
		return this.lines.stream().filter((line) -> line.message().equals(message)).toList();
	}

	/**
	 * What the MDC held on the only line with a message since the log was cleared.
	 */
	Map<String, String> mdc(String message) {
		List<Line> found = of(message);
		if (found.size() != 1) {
			throw new AssertionError(found.size() + " lines say '" + message + "': " + this.lines);
		}
		return found.get(0).mdc();
	}

	void clear() {
		this.lines.clear();
	}

	private static Logger root() {
		return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
	}

	/**
	 * One line of the log.
	 *
	 * @param logger who wrote it
	 * @param message what it says
	 * @param mdc what the MDC held
	 */
	record Line(String logger, String message, Map<String, String> mdc) {

	}

}
