package io.contexttrace.llm.record;

import java.security.GeneralSecurityException;
import java.util.Objects;

import io.contexttrace.ContextListener;
import io.contexttrace.FaultBarrier;
import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.FinishedCall;
import io.contexttrace.llm.Kept;
import io.contexttrace.llm.LlmContent;

/**
 * Makes of what was said what a record may hold of it. Safe for use by several threads.
 */
final class ContentMaker {

	private static final String FAILED = "error";

	private static final String POLICY_FAILED = "policy_failed";

	private static final String ENCRYPTION_FAILED = "encryption_failed";

	private final RecordRules rules;

	private final ContextListener listener;

	private final FaultBarrier barrier;

	ContentMaker(RecordRules rules, ContextListener listener, FaultBarrier barrier) {
		this.rules = rules;
		this.listener = listener;
		this.barrier = barrier;
	}

	KeptContent make(FinishedCall finished, SaidContent said, TextGate texts) {
		Kept kept = kept(finished);
		if (!kept.content() && (this.rules.capture() != ContentCapture.METADATA || finished.lost() != null)) {
			return KeptContent.none(kept);
		}
		if (!said.isReadable()) {
			return lost(FAILED);
		}
		LlmContent content = said.content();
		return (content != null) ? make(finished, content, kept, texts) : KeptContent.none(kept);
	}

	private KeptContent make(FinishedCall finished, LlmContent content, Kept kept, TextGate texts) {
		try {
			LlmContent wanted = kept.content() ? content : ContentSizes.of(content);
			LlmContent passed = new ContentGate(texts, this.rules.limits()).pass(wanted);
			return kept.content() ? encrypted(finished, passed, kept) : new KeptContent(passed, kept);
		}
		catch (RuntimeException ex) {
			this.barrier.report(this, ex);
			return lost(FAILED);
		}
	}

	private KeptContent encrypted(FinishedCall finished, LlmContent content, Kept kept) {
		ContentEncryption encryption = this.rules.encryption();
		if (encryption == null) {
			return new KeptContent(content, kept);
		}
		try {
			return new KeptContent(encryption.encrypt(finished.call().ids().requestId(), content), kept);
		}
		catch (GeneralSecurityException | RuntimeException | LinkageError ex) {
			this.barrier.report(encryption, ex);
			return lost(ENCRYPTION_FAILED);
		}
	}

	private Kept kept(FinishedCall finished) {
		if (this.rules.capture() == ContentCapture.NONE) {
			return new Kept(false, "capture");
		}
		String lost = finished.lost();
		if (lost != null) {
			return new Kept(false, lost);
		}
		return (this.rules.capture() == ContentCapture.FULL) ? decision(finished) : new Kept(false, "capture");
	}

	private Kept decision(FinishedCall finished) {
		try {
			return Objects.requireNonNull(this.rules.policy().decide(finished.call()));
		}
		catch (RuntimeException | LinkageError ex) {
			this.barrier.report(this.rules.policy(), ex);
			this.listener.lost(RecordSource.CONTENT, POLICY_FAILED, 1);
			return new Kept(false, POLICY_FAILED);
		}
	}

	private KeptContent lost(String reason) {
		this.listener.lost(RecordSource.CONTENT, reason, 1);
		return KeptContent.none(reason);
	}

}
