package io.contexttrace.test.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.contexttrace.sink.LogSink;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Holds every record that an application under test has logged against the schema, when
 * its test class is done. JUnit finds it by itself.
 */
public final class CheckedRecords implements AfterAllCallback {

	private static final Queue<String> lines = new ConcurrentLinkedQueue<>();

	/**
	 * Check the records from now on. To be called once an application has started, which
	 * sets the log up anew.
	 */
	static void watch() {
		Logger logger = (Logger) LoggerFactory.getLogger(LogSink.LOGGER_NAME);
		if (logger.getAppender(Collector.NAME) == null) {
			Collector collector = new Collector();
			collector.setContext(logger.getLoggerContext());
			collector.start();
			logger.addAppender(collector);
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		List<String> logged = new ArrayList<>(lines);
		lines.clear();
		logged.forEach(RecordSchema::accepts);
	}

	private static final class Collector extends AppenderBase<ILoggingEvent> {

		static final String NAME = "checked-records";

		Collector() {
			setName(NAME);
		}

		@Override
		protected void append(ILoggingEvent event) {
			lines.add(event.getFormattedMessage());
		}

	}

}
