package io.contexttrace.lambda;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.contexttrace.ContextIdGenerator;
import io.contexttrace.ContextListener;
import io.contexttrace.CurrentContext;
import io.contexttrace.MdcFieldNames;
import io.contexttrace.MdcFields;
import io.contexttrace.NewContexts;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.FunctionInvocations;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.TrustPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link ContextTraceFunction}. Not safe for use by several threads.
 */
public final class FunctionBuilder {

	private static final ContextListener NOBODY = new ContextListener() {

	};

	private static final AtomicReference<@Nullable LambdaInvocations> activated = new AtomicReference<>();

	private String kind;

	private PayloadPath payloadPath;

	private ContextIdGenerator ids = ContextIdGenerator.uuidV7();

	private HeaderNames headerNames = HeaderNames.DEFAULT;

	private MdcFieldNames fieldNames = MdcFieldNames.DEFAULT;

	private TrustPolicy trustPolicy = TrustPolicy.validSyntax();

	private ContextListener listener = NOBODY;

	FunctionBuilder() {
		FunctionSettings settings = new FunctionEnvironment(System::getenv).settings();
		this.kind = settings.kind();
		this.payloadPath = settings.payloadPath();
	}

	/**
	 * What sort of context an invocation belongs to that came without one.
	 * @param kind the kind, {@value FunctionSettings#DEFAULT_KIND} unless it is set
	 * @return this builder
	 */
	public FunctionBuilder kind(String kind) {
		this.kind = kind;
		return this;
	}

	/**
	 * Where in an event, or in the payload of a record, the application has put a
	 * context: an object with {@code context_id}, {@code trace_id} and so on, or the
	 * context id alone.
	 * @param path the names with dots between them, such as {@code detail.context}
	 * @return this builder
	 * @throws IllegalArgumentException if the text is not a path
	 */
	public FunctionBuilder payloadPath(String path) {
		this.payloadPath = PayloadPath.of(path);
		return this;
	}

	/**
	 * How new ids are made.
	 * @param ids makes the ids
	 * @return this builder
	 */
	public FunctionBuilder ids(ContextIdGenerator ids) {
		this.ids = ids;
		return this;
	}

	/**
	 * What the headers are called that carry a context.
	 * @param names the names
	 * @return this builder
	 */
	public FunctionBuilder headerNames(HeaderNames names) {
		this.headerNames = names;
		return this;
	}

	/**
	 * What the fields of a context are called in the log's MDC.
	 * @param names the names
	 * @return this builder
	 */
	public FunctionBuilder fieldNames(MdcFieldNames names) {
		this.fieldNames = names;
		return this;
	}

	/**
	 * What of a received context is believed.
	 * @param policy decides
	 * @return this builder
	 */
	public FunctionBuilder trustPolicy(TrustPolicy policy) {
		this.trustPolicy = policy;
		return this;
	}

	/**
	 * Who is told of issued and refused contexts and of finished steps.
	 * @param listener is told
	 * @return this builder
	 */
	public FunctionBuilder listener(ContextListener listener) {
		this.listener = listener;
		return this;
	}

	/**
	 * Build the function. What it invokes with the AWS SDK goes under its contexts, too.
	 * @return the function
	 * @throws IllegalArgumentException if the kind is not one
	 */
	public ContextTraceFunction build() {
		ContextListener guarded = ContextListener.all(List.of(this.listener));
		MdcFields fields = new MdcFields(this.fieldNames);
		ContextHeaders headers = new ContextHeaders(this.headerNames, this.kind, this.trustPolicy, guarded);
		NewContexts newContexts = new NewContexts(this.ids, this.kind, guarded);
		ContextReceiver receiver = new ContextReceiver(new CurrentContext(List.of(fields)), headers, newContexts);
		Hydration hydration = new Hydration(receiver, headers, newContexts,
				new FunctionSettings(this.kind, this.payloadPath));
		activate(headers, new FunctionEnvironment(System::getenv).invocations(headers, guarded));
		return new ContextTraceFunction(new FunctionContexts(hydration, WorkOpener.untraced(guarded), fields::clear));
	}

	// the last one counts, and those before are not kept
	private static void activate(ContextHeaders headers, FunctionInvocations invocations) {
		LambdaInvocations before = activated.getAndSet(LambdaInvocations.activateOtherwise(headers, invocations));
		if (before != null) {
			before.close();
		}
	}

}
