package io.contexttrace.ai.bedrock;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import io.contexttrace.ai.HttpAttempts;
import io.contexttrace.ai.ModelCall;
import io.contexttrace.ai.ModelCalls;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.propagation.WorkTracing;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * What is done for the requests of an application to Bedrock: they get the context
 * headers and the trace of the work that they are made for, and the call to the model is
 * told of each attempt. The work is known on the thread that starts a request, and goes
 * with it to the threads of the SDK. Of several applications in one process, the one that
 * was started last counts. Safe for use by several threads.
 */
public final class BedrockContext implements AutoCloseable {

	private static final ExecutionAttribute<Work> WORK = new ExecutionAttribute<>(BedrockContext.class.getName());

	private static final List<BedrockContext> ACTIVE = new CopyOnWriteArrayList<>();

	private final ModelCalls calls;

	private final OutgoingHeaders headers;

	private final WorkTracing tracing;

	private final FaultBarrier barrier = new FaultBarrier();

	private BedrockContext(ModelCalls calls, OutgoingHeaders headers, WorkTracing tracing) {
		this.calls = calls;
		this.headers = headers;
		this.tracing = tracing;
	}

	/**
	 * Let the clients of this process carry the context, until this is closed.
	 * @param calls finds the call that a request belongs to
	 * @param headers decides and writes what a host may see
	 * @param tracing writes the trace's ids
	 * @return what has been activated
	 */
	public static BedrockContext activate(ModelCalls calls, OutgoingHeaders headers, WorkTracing tracing) {
		BedrockContext context = new BedrockContext(calls, headers, tracing);
		ACTIVE.add(0, context);
		return context;
	}

	static @Nullable BedrockContext active() {
		return ACTIVE.isEmpty() ? null : ACTIVE.get(0);
	}

	@Override
	public void close() {
		ACTIVE.remove(this);
	}

	void starts(ExecutionAttributes attributes) {
		this.barrier.run(this, () -> {
			ContextSnapshot snapshot = CurrentContext.capture();
			attributes.putAttribute(WORK, new Work(snapshot, this.calls.find(snapshot.requestId())));
		});
	}

	SdkHttpRequest prepared(SdkHttpRequest request, ExecutionAttributes attributes) {
		AtomicReference<SdkHttpRequest> prepared = new AtomicReference<>(request);
		Work work = attributes.getAttribute(WORK);
		if (work != null) {
			this.barrier.run(this, () -> prepared.set(prepared(request, work)));
		}
		return prepared.get();
	}

	private SdkHttpRequest prepared(SdkHttpRequest request, Work work) {
		SdkHttpRequest.Builder builder = request.toBuilder();
		try (Observation.Scope scope = work.openScope()) {
			this.tracing.inject(builder, BedrockContext::header, SdkHttpRequest.Builder::putHeader);
		}
		this.headers.writeMissing(work.snapshot(), request.host(), builder, BedrockContext::header,
				SdkHttpRequest.Builder::putHeader);
		this.headers.removeBaggage(request.host(), builder, SdkHttpRequest.Builder::removeHeader);
		return builder.build();
	}

	void requested(ExecutionAttributes attributes) {
		tell(attributes, HttpAttempts::requested);
	}

	void answered(SdkHttpResponse response, ExecutionAttributes attributes) {
		tell(attributes, (attempts) -> attempts.answered(response.statusCode(),
				(name) -> response.firstMatchingHeader(name).orElse(null)));
	}

	void failed(Throwable failure, ExecutionAttributes attributes) {
		tell(attributes, (attempts) -> attempts.failed(failure));
	}

	private void tell(ExecutionAttributes attributes, Consumer<HttpAttempts> event) {
		Work work = attributes.getAttribute(WORK);
		ModelCall call = (work != null) ? work.call() : null;
		if (call != null) {
			this.barrier.run(this, () -> event.accept(call.attempts()));
		}
	}

	private static @Nullable String header(SdkHttpRequest.Builder request, String name) {
		return request.firstMatchingHeader(name).orElse(null);
	}

	/**
	 * What a request is made for.
	 *
	 * @param snapshot what the thread held that started it
	 * @param call the call to a model that it belongs to, if there is one
	 */
	private record Work(ContextSnapshot snapshot, @Nullable ModelCall call) {

		Observation.Scope openScope() {
			Observation observation = (this.call != null) ? this.call.observation() : null;
			return (observation != null) ? observation.openScope() : Observation.Scope.NOOP;
		}

	}

}
