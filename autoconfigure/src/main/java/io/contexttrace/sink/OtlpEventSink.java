package io.contexttrace.sink;

import java.util.Set;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.LlmRecord;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;

/**
 * Emits each inference as OpenTelemetry's event
 * {@code gen_ai.client.inference.operation.details}, under the span of the call. Tools,
 * embeddings and retrievals are no inferences, and have no such event.
 */
public final class OtlpEventSink implements LlmCallSink {

	private static final String SCOPE = "io.contexttrace";

	private static final Set<String> OTHER_OPERATIONS = Set.of("embeddings", "execute_tool", "retrieval");

	private final Logger logger;

	/**
	 * Create a sink.
	 * @param loggers gives the logger that emits the events
	 */
	public OtlpEventSink(LoggerProvider loggers) {
		this.logger = loggers.get(SCOPE);
	}

	@Override
	public String name() {
		return "otlp";
	}

	@Override
	public void accept(LlmRecord record) {
		LlmCall call = record.call();
		if (OTHER_OPERATIONS.contains(call.request().operation())) {
			return;
		}
		this.logger.logRecordBuilder()
			.setEventName(GenAiAttributes.EVENT_NAME)
			.setSeverity(Severity.DEBUG)
			.setTimestamp(call.timing().startedAt().plus(call.timing().duration()))
			.setContext(context(call.ids()))
			.setAllAttributes(attributes(record))
			.emit();
	}

	private static Attributes attributes(LlmRecord record) {
		AttributesBuilder attributes = Attributes.builder();
		EventIds.put(attributes, record.call());
		EventRequest.put(attributes, record.call().request());
		EventResponse.put(attributes, record);
		EventMessages.put(attributes, record.content());
		return attributes.build();
	}

	private static Context context(LlmCall.Ids ids) {
		if (ids.traceId() == null || ids.spanId() == null) {
			return Context.root();
		}
		// whether the span was sampled is not known
		return Context.root()
			.with(Span.wrap(
					SpanContext.create(ids.traceId(), ids.spanId(), TraceFlags.getDefault(), TraceState.getDefault())));
	}

}
