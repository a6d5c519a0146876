package io.contexttrace.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * Keeps the events of a logger and those below it, with the MDC that each was logged
 * under.
 */
public final class CapturedLogs extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

	private final Logger logger;

	private CapturedLogs(String name) {
		this.logger = (Logger) LoggerFactory.getLogger(name);
		setContext(this.logger.getLoggerContext());
		start();
		this.logger.addAppender(this);
	}

	public static CapturedLogs of(String logger) {
		return new CapturedLogs(logger);
	}

	@Override
	protected void append(ILoggingEvent event) {
		event.prepareForDeferredProcessing();
		this.events.add(event);
	}

	public List<ILoggingEvent> containing(String text) {
		return this.events.stream().filter((event) -> event.getFormattedMessage().contains(text)).toList();
	}

	public List<ILoggingEvent> all() {
		return List.copyOf(this.events);
	}

	@Override
	public void close() {
		this.logger.detachAppender(this);
		stop();
	}

}
