package io.contexttrace.ai;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.contexttrace.ContextIdGenerator;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import io.contexttrace.UserCall;
import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallRecorder;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.propagation.ObservationSpans;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.observation.ChatModelObservationContext;

/**
 * The calls to models that are under way, and the user's calls that they belong to. Each
 * call to a model becomes one record, whoever saw it: when it ends, or, as part of a
 * user's call, when it is known what became of its answer. Safe for use by several
 * threads.
 */
public final class ModelCalls implements AutoCloseable {

	/**
	 * How many characters of an answer are kept unless another number is configured.
	 */
	public static final int MAX_TEXT = 1_000_000;

	private static final String SHUTDOWN = "shutdown";

	private final CurrentContext contexts;

	private final AnswerCapture capture;

	private final ModelCallHandover handover;

	private final FaultBarrier barrier = new FaultBarrier();

	private final ContextIdGenerator ids = ContextIdGenerator.uuidV7();

	private final Map<String, ModelCall> underWay = new ConcurrentHashMap<>();

	private final Map<String, UserCallTimeline> userCalls = new ConcurrentHashMap<>();

	private final UnconvertedAnswers unconverted = new UnconvertedAnswers();

	/**
	 * Create an instance.
	 * @param contexts binds the request id
	 * @param recorder gives who takes the finished calls; asked for when the first one
	 * has ended, because those who hear of calls may make calls themselves
	 * @param capture how much of what is said goes on record
	 * @param spans finds the span of a call
	 */
	public ModelCalls(CurrentContext contexts, Supplier<LlmCallRecorder> recorder, ContentCapture capture,
			ObservationSpans spans) {
		this(contexts, recorder, new AnswerCapture(capture, MAX_TEXT), spans);
	}

	/**
	 * Create an instance.
	 * @param contexts binds the request id
	 * @param recorder gives who takes the finished calls; asked for when the first one
	 * has ended, because those who hear of calls may make calls themselves
	 * @param capture how much of an answer is kept for the record
	 * @param spans finds the span of a call
	 */
	public ModelCalls(CurrentContext contexts, Supplier<LlmCallRecorder> recorder, AnswerCapture capture,
			ObservationSpans spans) {
		this.contexts = contexts;
		this.capture = capture;
		this.handover = new ModelCallHandover(recorder, spans, this.barrier);
	}

	/**
	 * Find a call that is under way.
	 * @param requestId identifies the call
	 * @return the call, or {@code null} if there is none
	 */
	public @Nullable ModelCall find(@Nullable String requestId) {
		return (requestId != null) ? this.underWay.get(requestId) : null;
	}

	/**
	 * The streams under way whose chunks nobody sees, because their models were asked
	 * without an advisor.
	 * @param requests how many HTTP requests are known of them
	 * @return the calls, in no order
	 */
	public List<ModelCall> unseenStreams(int requests) {
		return this.underWay.values()
			.stream()
			.filter((call) -> call.origin().unseen() && call.attempts().count() == requests)
			.toList();
	}

	/**
	 * How many calls are under way, those of the user included.
	 * @return the number
	 */
	public int size() {
		return this.underWay.size() + this.userCalls.size();
	}

	/**
	 * Record what is under way as it stands, because the application stops. What ends
	 * later is still handed over.
	 */
	@Override
	public void close() {
		List.copyOf(this.underWay.values()).forEach((call) -> call.cancelled(SHUTDOWN));
		List.copyOf(this.userCalls.values()).forEach((userCall) -> userCall.interrupted(SHUTDOWN));
	}

	@Nullable UserCallTimeline findUserCall(@Nullable Object requestId) {
		return (requestId instanceof String id) ? this.userCalls.get(id) : null;
	}

	/**
	 * Do something about a call that must not disturb it.
	 * @param action what to do
	 */
	void quietly(Runnable action) {
		this.barrier.run(this, action);
	}

	UserCallTimeline startUserCall(ContextSnapshot outside, ModelInput input, boolean stream,
			@Nullable String conversationId) {
		this.unconverted.letGo();
		UserCall userCall = new UserCall(newRequestId(), conversationId);
		boolean inAnother = find(outside.requestId()) != null;
		ContextSnapshot work = inAnother ? this.contexts.withRequest(outside, null) : outside;
		ContextSnapshot inside = this.contexts.withUserCall(this.contexts.withPrompt(work, input.template()), userCall);
		UserCallTimeline timeline = new UserCallTimeline(this, userCall, input, stream, inside);
		this.userCalls.put(userCall.requestId(), timeline);
		return timeline;
	}

	ModelCall start(ContextSnapshot outside, ModelInput input, boolean stream, @Nullable UserCallTimeline named) {
		UserCall held = outside.userCall();
		// an advisor may have made a request of its own, which names nobody
		UserCallTimeline timeline = (named == null && held != null) ? findUserCall(held.requestId()) : named;
		UserCall parent = (timeline != null) ? timeline.userCall() : held;
		return start(origin(outside, parent, timeline, input, stream, false));
	}

	ModelCall startUnseen(ChatModelObservationContext observed) {
		ContextSnapshot outside = CurrentContext.capture();
		ModelCall around = find(outside.requestId());
		ModelInput input = new ModelInput(observed.getRequest(), outside.prompt(), null);
		boolean stream = observed.isStreaming();
		ModelCall call = start((around != null)
				? origin(outside, around.origin().parent(), around.origin().timeline(), input, stream, stream)
				: origin(outside, parent(outside), null, input, stream, stream));
		call.observedBy(observed);
		return call;
	}

	ModelCall neverAsked(ModelCallOrigin origin) {
		return new ModelCall(this, origin, new ResponseReader(this.capture));
	}

	void ended(FinishedModelCall finished) {
		UserCallTimeline timeline = finished.call().origin().timeline();
		if (timeline != null) {
			timeline.modelEnded(finished);
		}
		else {
			handOver(finished);
		}
	}

	void handOver(@Nullable FinishedModelCall finished) {
		if (finished != null) {
			quietly(() -> this.handover.accept(finished));
		}
	}

	void forget(ModelCall call) {
		this.underWay.remove(call.requestId());
	}

	void converts(UserCallTimeline userCall) {
		this.unconverted.add(userCall);
	}

	void forget(UserCallTimeline userCall) {
		this.unconverted.remove(userCall);
		this.userCalls.remove(userCall.userCall().requestId());
	}

	LlmCall.Outcome outcomeOf(Throwable failure) {
		try {
			return FailureReader.outcome(failure);
		}
		catch (RuntimeException | LinkageError ex) {
			return new LlmCall.Outcome(LlmCallStatus.ERROR, failure.getClass().getName());
		}
	}

	private ModelCallOrigin origin(ContextSnapshot outside, @Nullable UserCall parent,
			@Nullable UserCallTimeline timeline, ModelInput input, boolean stream, boolean unseen) {
		String requestId = newRequestId();
		ContextSnapshot inside = this.contexts.withRequest(this.contexts.withPrompt(outside, input.template()),
				requestId);
		return new ModelCallOrigin(requestId, parent, timeline, input, stream, unseen, inside,
				(timeline != null) ? timeline.modelStarts() : Map.of());
	}

	private ModelCall start(ModelCallOrigin origin) {
		ModelCall call = new ModelCall(this, origin, new ResponseReader(this.capture));
		this.underWay.put(origin.requestId(), call);
		return call;
	}

	private static @Nullable UserCall parent(ContextSnapshot outside) {
		String requestId = outside.requestId();
		return (outside.userCall() == null && requestId != null) ? new UserCall(requestId, null) : outside.userCall();
	}

	private String newRequestId() {
		return this.ids.generate().value();
	}

}
