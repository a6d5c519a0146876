package io.contexttrace.lambda;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.Context;
import io.contexttrace.BusinessContext;
import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.InvocationFields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what an invocation of a function, or one record of its event, is done for. It
 * looks at these places in this order:
 * <ol>
 * <li>the trace header of Lambda's runtime;
 * <li>the client context;
 * <li>the headers of an event that is an HTTP request;
 * <li>the attributes of the record, if the event has just one, or if all say the same;
 * <li>the payload: a path that the application has named, or else our envelope.
 * </ol>
 * The context is that of the first place which has one that can be accepted, and the
 * trace that of the first which has one. Where no context came, there is a new one. Safe
 * for use by several threads.
 */
public final class Hydration {

	/**
	 * What listeners are told brought a context, and the name of an invocation's step.
	 */
	public static final String FUNCTION = "lambda.function";

	/**
	 * The same for one record of an event.
	 */
	public static final String RECORD = "lambda.record";

	private static final Logger logger = LoggerFactory.getLogger("context-trace.lambda");

	private static final String BATCH = "batch";

	private final ContextReceiver receiver;

	private final ContextHeaders headers;

	private final NewContexts newContexts;

	private final FunctionSettings settings;

	private final EventSources sources;

	private final InvocationFields fields;

	private final RuntimeTrace runtime;

	/**
	 * Create an instance.
	 * @param receiver makes what the work holds
	 * @param headers reads the context headers
	 * @param newContexts makes a context where none came
	 * @param settings what the function says of itself
	 */
	public Hydration(ContextReceiver receiver, ContextHeaders headers, NewContexts newContexts,
			FunctionSettings settings) {
		this(receiver, headers, newContexts, settings, System::getenv);
	}

	Hydration(ContextReceiver receiver, ContextHeaders headers, NewContexts newContexts, FunctionSettings settings,
			UnaryOperator<@Nullable String> environment) {
		this.receiver = receiver;
		this.headers = headers;
		this.newContexts = newContexts;
		this.settings = settings;
		this.fields = new InvocationFields(headers.names());
		this.sources = new EventSources(settings.payloadPath(), this.fields, headers.names().id());
		this.runtime = new RuntimeTrace(environment);
	}

	/**
	 * Find what an invocation is done for.
	 * @param event supplies the event, asked only if the event is needed
	 * @param context what the runtime says of the invocation
	 * @return what has been found
	 */
	ReceivedInvocation invocation(Supplier<? extends @Nullable Object> event, @Nullable Context context) {
		Search search = new Search(this.receiver, this.headers, FUNCTION);
		search.ask(this.runtime.sources(context));
		search.ask(List.of(new HeaderSource.Fields("client context", custom(context), this.fields)));
		String kind = this.settings.kind();
		if (!search.isComplete()) {
			Map<String, ?> members = this.sources.read(event.get());
			search.ask(this.sources.of(members));
			kind = EventSources.isBatch(members) ? BATCH : kind;
		}
		BusinessContext received = search.context();
		if (logger.isDebugEnabled()) {
			report(search, received);
		}
		return search.found((received != null) ? received : this.newContexts.issue(FUNCTION, kind));
	}

	private static Map<String, ?> custom(@Nullable Context context) {
		ClientContext client = (context != null) ? context.getClientContext() : null;
		Map<String, String> custom = (client != null) ? client.getCustom() : null;
		return (custom != null) ? custom : Map.of();
	}

	/**
	 * Find what the work on one record is done for. Where it has no context, it has a new
	 * one inside that of the invocation, and where it has no trace, that of the
	 * invocation.
	 * @param record the record
	 * @return what has been found
	 */
	ReceivedInvocation record(@Nullable Object record) {
		Search search = new Search(this.receiver, this.headers, RECORD);
		search.ask(this.sources.ofRecord(record));
		BusinessContext context = search.context();
		return search.found((context != null) ? context
				: this.newContexts.issue(RECORD, this.settings.kind()).inside(CurrentContext.get()));
	}

	private static void report(Search search, @Nullable BusinessContext context) {
		if (!search.hasTrace()) {
			logger.debug("Trace: not-found. Looked at: {}", search.tried());
		}
		if (context == null) {
			logger.debug("Context: not-found, and so a new one is issued. Looked at: {}", search.tried());
		}
	}

}
