package io.contexttrace.llm.record;

import java.math.BigDecimal;
import java.util.function.LongSupplier;

import io.contexttrace.BusinessContext;
import io.contexttrace.llm.Cost;
import io.contexttrace.llm.DebugContexts;
import io.contexttrace.llm.Kept;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.RecordPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the content of every call that failed, was cancelled, slow or costly, or belongs
 * to a context that is marked for debugging; of the others it keeps a ratio, up to a
 * rate. The ratio goes by a hash of the context's id that is the same in every process,
 * and so keeps all calls of a context or none. Whether a call's trace was sampled is not
 * asked. Safe for use by several threads.
 */
public final class EndOfCallPolicy implements RecordPolicy {

	private static final Kept NOT_SAMPLED = new Kept(false, "not_sampled");

	private static final Kept RATE_LIMIT = new Kept(false, "rate_limit");

	private static final Kept RATIO = new Kept(true, "ratio");

	private final KeepRules rules;

	private final DebugContexts debugContexts;

	private final @Nullable TokenBucket bucket;

	/**
	 * Create a policy.
	 * @param rules what makes a call worth keeping
	 * @param debugContexts the contexts that are marked for debugging
	 */
	public EndOfCallPolicy(KeepRules rules, DebugContexts debugContexts) {
		this(rules, debugContexts, System::nanoTime);
	}

	EndOfCallPolicy(KeepRules rules, DebugContexts debugContexts, LongSupplier nanoTime) {
		this.rules = rules;
		this.debugContexts = debugContexts;
		this.bucket = (rules.maxPerSecond() != null) ? new TokenBucket(rules.maxPerSecond(), nanoTime) : null;
	}

	@Override
	public Kept decide(LlmCall call) {
		String reason = reasonToKeep(call);
		if (reason != null) {
			return new Kept(true, reason);
		}
		if (StableFraction.of(key(call)) >= this.rules.ratio()) {
			return NOT_SAMPLED;
		}
		return (this.bucket == null || this.bucket.tryTake()) ? RATIO : RATE_LIMIT;
	}

	private @Nullable String reasonToKeep(LlmCall call) {
		LlmCallStatus status = call.outcome().status();
		if (status != LlmCallStatus.OK) {
			return (status == LlmCallStatus.CANCELLED) ? "cancelled" : "error";
		}
		if (call.timing().duration().compareTo(this.rules.slowerThan()) > 0) {
			return "slow";
		}
		if (isCostly(call.cost())) {
			return "costly";
		}
		return isMarked(call.context()) ? "debug" : null;
	}

	private boolean isCostly(@Nullable Cost cost) {
		BigDecimal limit = this.rules.costlierThan();
		return cost != null && limit != null && cost.amount().compareTo(limit) > 0;
	}

	private boolean isMarked(@Nullable BusinessContext context) {
		return context != null && this.debugContexts.isMarked(context);
	}

	// what belongs together has the same key
	private static String key(LlmCall call) {
		LlmCall.Ids ids = call.ids();
		if (call.context() != null) {
			return call.context().id().value();
		}
		if (ids.conversationId() != null) {
			return ids.conversationId();
		}
		return (ids.parentRequestId() != null) ? ids.parentRequestId() : ids.requestId();
	}

}
