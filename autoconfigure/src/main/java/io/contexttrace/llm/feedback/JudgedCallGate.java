package io.contexttrace.llm.feedback;

import io.contexttrace.FaultBarrier;
import io.contexttrace.UserPseudonyms;
import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.JudgedCall;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.redact.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a judged call goes through it before it goes on record: others have
 * worded the names of models and the ids that are not ours. Safe for use by several
 * threads.
 *
 * @param redactor takes secrets out
 * @param pseudonyms stand for ids that show somebody
 * @param barrier is told of a redactor that fails
 */
record JudgedCallGate(Redactor redactor, UserPseudonyms pseudonyms, FaultBarrier barrier) {

	private static final String FAILED = "[REDACTION_FAILED]";

	private static final int MAX_NAME = 256;

	// an id that arrived from outside need not be one
	Feedback pass(Feedback feedback) {
		Feedback.Target target = feedback.target();
		return new Feedback(new Feedback.Target(target.requestId(), id(target.responseId()), target.contextId()),
				feedback.name(), feedback.verdict(), feedback.source(), feedback.at());
	}

	@Nullable JudgedCall passNullable(@Nullable JudgedCall call) {
		return (call != null)
				? new JudgedCall(ids(call.ids()), call.context(), model(call.model()), call.prompt(), call.at()) : null;
	}

	private LlmCall.Ids ids(LlmCall.Ids ids) {
		return new LlmCall.Ids(ids.requestId(), ids.parentRequestId(), id(ids.conversationId()), ids.traceId(),
				ids.spanId(), ids.xrayTraceId());
	}

	private JudgedCall.Model model(JudgedCall.Model model) {
		return new JudgedCall.Model(model.operation(), name(model.provider()), name(model.requested()),
				name(model.answered()), name(model.responseId()));
	}

	private @Nullable String id(@Nullable String id) {
		return (id == null || id.equals(name(id))) ? id : this.pseudonyms.pseudonym(id);
	}

	private @Nullable String name(@Nullable String name) {
		if (name == null) {
			return null;
		}
		try {
			return this.redactor.redactFirst(name, MAX_NAME).text();
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			this.barrier.report(this.redactor, ex);
			return FAILED;
		}
	}

}
