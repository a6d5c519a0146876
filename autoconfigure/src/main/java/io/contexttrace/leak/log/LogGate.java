package io.contexttrace.leak.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.spi.TurboFilterList;
import io.contexttrace.leak.LeakGate;
import org.slf4j.LoggerFactory;

/**
 * Keeps content and secrets out of the lines that frameworks log through Logback, from
 * when it is opened until it is closed. Where Logback does not write the log, it does
 * nothing. Safe for use by several threads.
 */
public final class LogGate implements AutoCloseable {

	private static final List<LogGate> OPEN = new CopyOnWriteArrayList<>();

	private final RedactingTurboFilter filter;

	private final LoggerContextListener listener = new ResetListener();

	private volatile boolean closed;

	private LogGate(RedactingTurboFilter filter) {
		this.filter = filter;
	}

	/**
	 * Open a gate.
	 * @param loggers the loggers whose lines are looked at, with those below them;
	 * {@code *} or {@code ROOT} for all
	 * @param gate takes out secrets
	 * @param keepsContent whether content is captured in full, and so may stay in the
	 * lines that quote it
	 * @return the open gate
	 */
	public static LogGate open(List<String> loggers, LeakGate gate, boolean keepsContent) {
		LogGate opened = new LogGate(
				new RedactingTurboFilter(new CoveredLoggers(loggers), new LineRedaction(gate, keepsContent)));
		if (!loggers.isEmpty()) {
			OPEN.add(opened);
			opened.install();
		}
		return opened;
	}

	/**
	 * Put the open gates back into place, after the logging system was set up anew.
	 */
	public static void reinstall() {
		OPEN.forEach(LogGate::install);
	}

	@Override
	public void close() {
		this.closed = true;
		OPEN.remove(this);
		if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
			context.getTurboFilterList().remove(this.filter);
			context.removeListener(this.listener);
		}
	}

	private void install() {
		if (!this.closed && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
			TurboFilterList filters = context.getTurboFilterList();
			if (!filters.contains(this.filter)) {
				// first, because one before it could accept a line as it is
				filters.add(0, this.filter);
			}
			if (!context.getCopyOfListenerList().contains(this.listener)) {
				context.addListener(this.listener);
			}
		}
	}

	/**
	 * Puts the gate back into place when Logback reads its configuration anew.
	 */
	private final class ResetListener implements LoggerContextListener {

		@Override
		public boolean isResetResistant() {
			return true;
		}

		@Override
		public void onReset(LoggerContext context) {
			install();
		}

		@Override
		public void onStart(LoggerContext context) {
		}

		@Override
		public void onStop(LoggerContext context) {
		}

		@Override
		public void onLevelChange(Logger logger, Level level) {
		}

	}

}
