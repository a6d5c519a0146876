package io.contexttrace.header;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.RunningStep;
import io.contexttrace.TraceReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives invocations of AWS Lambda functions what the calling work holds, where the
 * function finds it: in the client context, or in the payload of an event. Headers do not
 * reach a function. Where there is no room the invocation goes as it was; the listener is
 * told, and the log says so once for each reason. Safe for use by several threads.
 */
public final class FunctionInvocations {

	/**
	 * What the listener is told is sent, and the name of the step.
	 */
	public static final String CARRIER = "lambda.client";

	private static final Logger logger = LoggerFactory.getLogger("context-trace.lambda");

	private static final Pattern PATH = Pattern.compile(".*/functions/[^/]+/(?:response-streaming-)?invocations");

	private static final String TYPE = "X-Amz-Invocation-Type";

	private static final String WAITING = "RequestResponse";

	private static final String DRY_RUN = "DryRun";

	private final ContextHeaders headers;

	private final InvocationFields fields;

	private final ContextListener listener;

	private final boolean clientContext;

	private final boolean eventEnvelope;

	private final Set<SkippedInvocation> told = ConcurrentHashMap.newKeySet();

	/**
	 * Create an instance.
	 * @param headers writes a context
	 * @param listener is told of what finds no room, and of finished invocations
	 * @param clientContext whether to write the client context
	 * @param eventEnvelope whether to put an envelope into the payload of events
	 */
	public FunctionInvocations(ContextHeaders headers, ContextListener listener, boolean clientContext,
			boolean eventEnvelope) {
		this.headers = headers;
		this.fields = new InvocationFields(headers.names());
		this.listener = ContextListener.all(List.of(listener));
		this.clientContext = clientContext;
		this.eventEnvelope = eventEnvelope;
	}

	/**
	 * Whether a request invokes a function.
	 * @param path the path of its URL
	 * @return {@code true} if Lambda's interface has invocations there
	 */
	public static boolean isInvocation(@Nullable String path) {
		return path != null && path.endsWith("invocations") && PATH.matcher(path).matches();
	}

	/**
	 * Begin an invocation as a step.
	 * @param snapshot what the calling work holds
	 * @return the step
	 */
	public RunningStep start(ContextSnapshot snapshot) {
		return new RunningStep(snapshot.context(), CARRIER, this.listener);
	}

	/**
	 * Write the trace and the client context of an invocation whose other headers are
	 * there already. What its caller has set stays.
	 * @param <C> the type of the request
	 * @param snapshot what the calling work holds
	 * @param request what is about to be sent
	 * @param getter reads the request's headers
	 * @param setter writes them
	 */
	<C> void write(ContextSnapshot snapshot, C request, HeaderGetter<C> getter, HeaderSetter<C> setter) {
		String type = getter.get(request, TYPE);
		if (DRY_RUN.equalsIgnoreCase(type)) {
			return;
		}
		writeTrace(snapshot, request, getter, setter);
		if (!this.clientContext) {
			return;
		}
		if (type != null && !type.equalsIgnoreCase(WAITING)) {
			skip(snapshot, SkippedInvocation.ASYNCHRONOUS);
		}
		else if (isSigned(getter.get(request, "Authorization"))) {
			skip(snapshot, SkippedInvocation.SIGNED);
		}
		else {
			writeClientContext(snapshot, request, getter, setter);
		}
	}

	// a tracer has written it in the formats that are configured
	private static <C> void writeTrace(ContextSnapshot snapshot, C request, HeaderGetter<C> getter,
			HeaderSetter<C> setter) {
		ReceivedTrace trace = (getter.get(request, HeaderNames.XRAY_TRACE) == null)
				? TraceFormats.DEFAULT.read(request, getter) : null;
		if (trace != null) {
			TraceReference held = snapshot.trace();
			String fields = (held != null) ? held.xrayFieldsOf(trace.traceId()) : "";
			setter.set(request, HeaderNames.XRAY_TRACE, XRayTraceHeader.format(XRayTraceHeader.rootOf(trace.traceId()),
					trace.spanId(), trace.sampling(), fields));
		}
	}

	private static boolean isSigned(@Nullable String authorization) {
		return authorization != null && authorization.startsWith("AWS4-");
	}

	private <C> void writeClientContext(ContextSnapshot snapshot, C request, HeaderGetter<C> getter,
			HeaderSetter<C> setter) {
		String present = getter.get(request, ClientContext.HEADER);
		ClientContext context = ClientContext.parse(present);
		if (context == null) {
			skip(snapshot, SkippedInvocation.MALFORMED);
			return;
		}
		write(snapshot, getter.get(request, HeaderNames.XRAY_TRACE),
				new SentHeaders<>(context, ClientContext::get, ClientContext::set));
		String written = context.encoded();
		if (written != null && !written.equals(present)) {
			if (written.length() <= ClientContext.MAX_LENGTH) {
				setter.set(request, ClientContext.HEADER, written);
			}
			else {
				skip(snapshot, SkippedInvocation.SIZE);
			}
		}
	}

	/**
	 * Whether events are given an envelope.
	 * @return {@code true} if that is wanted
	 */
	public boolean takesEnvelopes() {
		return this.eventEnvelope;
	}

	/**
	 * Put what the calling work holds into the payload of an event, if that is wanted.
	 * @param snapshot what the calling work holds
	 * @param trace the trace header of the invocation, if it has one
	 * @param payload the payload
	 * @return the payload to send, the same array if nothing has been added
	 */
	byte[] envelop(ContextSnapshot snapshot, @Nullable String trace, byte[] payload) {
		if (!this.eventEnvelope) {
			return payload;
		}
		EventEnvelope envelope = EventEnvelope.parse(payload);
		if (envelope == null) {
			skip(snapshot, SkippedInvocation.PAYLOAD);
			return payload;
		}
		write(snapshot, trace, new SentHeaders<>(envelope, EventEnvelope::get, EventEnvelope::set));
		byte[] written = envelope.payload();
		PayloadRoom room = new PayloadRoom();
		room.use(payload.length);
		if (room.take(written.length - payload.length)) {
			return written;
		}
		skip(snapshot, SkippedInvocation.SIZE);
		return payload;
	}

	private void write(ContextSnapshot snapshot, @Nullable String trace, SentHeaders<?> json) {
		if (trace != null) {
			json.setMissing(InvocationFields.TRACE_ID, trace);
		}
		this.headers.writeMissing(snapshot, json, this::field, this::setField);
	}

	private @Nullable String field(SentHeaders<?> json, String header) {
		String field = this.fields.of(header);
		return (field != null) ? json.get(field) : null;
	}

	private void setField(SentHeaders<?> json, String header, String value) {
		String field = this.fields.of(header);
		if (field != null) {
			json.setMissing(field, value);
		}
	}

	/**
	 * Tell that an invocation goes without a context, if there is one.
	 * @param snapshot what the calling work holds
	 * @param skipped why
	 */
	void skip(ContextSnapshot snapshot, SkippedInvocation skipped) {
		if (snapshot.context() == null) {
			return;
		}
		this.listener.skipped(CARRIER, skipped.reason());
		if (this.told.add(skipped)) {
			logger.warn("A function is invoked without the context: {}. Further ones are counted and not logged.",
					skipped.explanation());
		}
	}

}
