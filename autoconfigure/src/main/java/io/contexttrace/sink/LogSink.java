package io.contexttrace.sink;

import io.contexttrace.llm.FeedbackRecord;
import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.LlmRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each call to the log, as one single-line JSON object that is the message of one
 * INFO event; and so feedback, under a logger of its own.
 */
public final class LogSink implements LlmCallSink {

	/**
	 * The logger that writes the records.
	 */
	public static final String LOGGER_NAME = "context-trace.llm-call";

	/**
	 * The logger that writes the records of feedback.
	 */
	public static final String EVALUATION_LOGGER_NAME = "context-trace.evaluation";

	private static final Logger evaluationLogger = LoggerFactory.getLogger(EVALUATION_LOGGER_NAME);

	private static final Logger logger = LoggerFactory.getLogger(LOGGER_NAME);

	private final LlmCallJson json;

	private final EvaluationJson evaluationJson;

	/**
	 * Create a sink.
	 * @param service the service that the records name
	 */
	public LogSink(ServiceIdentity service) {
		this.json = new LlmCallJson(service);
		this.evaluationJson = new EvaluationJson(service);
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

	@Override
	public void accept(FeedbackRecord record) {
		if (evaluationLogger.isInfoEnabled()) {
			evaluationLogger.info(this.evaluationJson.write(record));
		}
	}

}
