package io.contexttrace.ai.operation;

import java.time.Instant;
import java.util.function.Supplier;

import io.contexttrace.ContextIdGenerator;
import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import io.contexttrace.ai.FailureReader;
import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallRecorder;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.LlmResponse;
import io.contexttrace.propagation.ObservationSpans;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Makes a call out of each operation that Spring AI observes. An operation belongs to the
 * user's call to a chat client that it is part of, or else to the call to a model that
 * asked for it. Safe for use by several threads.
 */
public final class OperationCalls {

	private final Supplier<LlmCallRecorder> recorder;

	private final ContentCapture capture;

	private final ObservationSpans spans;

	private final ContextIdGenerator ids = ContextIdGenerator.uuidV7();

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param recorder gives who takes the finished calls; asked for when the first one
	 * has ended
	 * @param capture how much of what is said goes on record
	 * @param spans finds the span of an operation
	 */
	public OperationCalls(Supplier<LlmCallRecorder> recorder, ContentCapture capture, ObservationSpans spans) {
		this.recorder = recorder;
		this.capture = capture;
		this.spans = spans;
	}

	OperationCall start() {
		return new OperationCall(this.ids.generate().value(), CurrentContext.capture(), Instant.now(),
				System.nanoTime());
	}

	/**
	 * Do something about an operation that must not disturb it.
	 * @param culprit who is named in the log if it fails
	 * @param action what to do
	 */
	void quietly(Object culprit, Runnable action) {
		this.barrier.run(culprit, action);
	}

	/**
	 * Read something of an operation that may not be readable.
	 * @param <T> the type of what is read
	 * @param culprit who is named in the log if it fails
	 * @param reading reads it
	 * @param otherwise what to take if that fails
	 * @return what was read
	 */
	<T> T read(Object culprit, Supplier<T> reading, T otherwise) {
		try {
			return reading.get();
		}
		catch (RuntimeException | LinkageError ex) {
			this.barrier.report(culprit, ex);
			return otherwise;
		}
	}

	void ended(OperationCall call, Observation.Context observed, Ended ended) {
		LlmCall finished = new LlmCall(call.ids(this.spans.of(observed)), call.outside().context(), ended.request(),
				ended.response(), outcome(ended.failure()), call.timing());
		LlmContent content = (this.capture != ContentCapture.NONE) ? ended.content().get() : null;
		this.recorder.get().record(finished, new OperationContent(content, ended.failure()));
	}

	private LlmCall.Outcome outcome(@Nullable Throwable failure) {
		return (failure != null)
				? read(this, () -> FailureReader.outcome(failure),
						new LlmCall.Outcome(LlmCallStatus.ERROR, failure.getClass().getName()))
				: new LlmCall.Outcome(LlmCallStatus.OK, null);
	}

	/**
	 * What is known of an operation that has ended.
	 *
	 * @param request what was asked for
	 * @param response what came back, without its content
	 * @param content gives what went in and came out
	 * @param failure how it failed
	 */
	record Ended(LlmRequest request, LlmResponse response, Supplier<LlmContent> content, @Nullable Throwable failure) {

	}

}
