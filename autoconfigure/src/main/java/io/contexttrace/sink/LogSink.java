package io.contexttrace.sink;

import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.LlmRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each call to the log, as one single-line JSON object that is the message of one
 * INFO event.
 */
public final class LogSink implements LlmCallSink {

	/**
	 * The logger that writes the records.
	 */
	public static final String LOGGER_NAME = "context-trace.llm-call";

	private static final Logger logger = LoggerFactory.getLogger(LOGGER_NAME);

	private final LlmCallJson json;

	/**
	 * Create a sink.
	 * @param service the service that the records name
	 */
	public LogSink(ServiceIdentity service) {
		this.json = new LlmCallJson(service);
	}

	@Override
	public String name() {
		return "log";
	}

	@Override
	public void accept(LlmRecord record) {
		if (logger.isInfoEnabled()) {
			logger.info(this.json.write(record));
		}
	}

}
