package io.contexttrace.llm.record;

import java.util.List;

import io.contexttrace.ContextListener;
import io.contexttrace.FaultBarrier;
import io.contexttrace.UserPseudonyms;
import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.FinishedCall;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.llm.RawContent;
import io.contexttrace.llm.redact.Redactor;

/**
 * Makes the record of a finished call, which is all that sinks see of it: asks the policy
 * whether the content is kept, takes out secrets, cuts what is too long, and encrypts.
 * Where one of these fails, the record goes on without the content. Safe for use by
 * several threads.
 */
public final class RecordMaker implements RecordSource {

	private final RecordRules rules;

	private final Redactor redactor;

	private final UserPseudonyms pseudonyms;

	private final ContentMaker contents;

	private final ContextListener listener;

	private final FaultBarrier barrier = FaultBarrier.withoutMessages();

	/**
	 * Create a maker of records.
	 * @param rules what records may hold of what was said
	 * @param redactor takes secrets out of every text that others have worded
	 * @param pseudonyms stand for conversation ids that show somebody
	 * @param listener is told of what was taken out and what was lost
	 */
	public RecordMaker(RecordRules rules, Redactor redactor, UserPseudonyms pseudonyms, ContextListener listener) {
		this.rules = rules;
		this.redactor = redactor;
		this.pseudonyms = pseudonyms;
		this.listener = ContextListener.all(List.of(listener));
		this.contents = new ContentMaker(rules, this.listener, this.barrier);
	}

	@Override
	public FinishedCall held(FinishedCall call) {
		boolean wanted = this.rules.capture() != ContentCapture.NONE || call.call().outcome().errorType() != null;
		return wanted ? call : new FinishedCall(call.call(), RawContent.NONE, call.lost());
	}

	@Override
	public LlmRecord record(FinishedCall finished) {
		TextGate texts = new TextGate(this.redactor, this.barrier);
		LlmCall call = new CallGate(texts, this.pseudonyms).pass(finished.call());
		SaidContent said = new SaidContent(finished.raw(), this.barrier);
		KeptContent kept = this.contents.make(finished, said, texts);
		String errorMessage = ErrorMessages.message(said, texts, kept.isReadable());
		texts.counts().forEach((type, count) -> this.listener.redacted(type, count));
		return new LlmRecord(call, errorMessage, kept.content(), kept.kept(), texts.counts());
	}

}
