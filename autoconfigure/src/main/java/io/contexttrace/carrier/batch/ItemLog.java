package io.contexttrace.carrier.batch;

import io.contexttrace.BusinessContext;
import io.contexttrace.CallableWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log how the work at an item ended. Whose item it was, and at which attempt,
 * is in the line's MDC.
 */
final class ItemLog {

	private static final Logger logger = LoggerFactory.getLogger("context-trace.batch-item");

	private static final String OUTCOME = "outcome";

	private ItemLog() {
	}

	static <T extends @Nullable Object, X extends Throwable> T logged(BusinessContext item, CallableWork<T, X> work)
			throws X {
		try {
			T value = work.call();
			succeeded(item);
			return value;
		}
		catch (Throwable ex) {
			failed(item, ex);
			throw ex;
		}
	}

	private static void succeeded(BusinessContext item) {
		logger.atInfo()
			.addKeyValue(OUTCOME, "ok")
			.log("Item {} of batch {} is done, attempt {}", item.id(), item.parentId(), attempt(item));
	}

	// the message of a failure may quote the item's content
	private static void failed(BusinessContext item, Throwable failure) {
		String errorType = failure.getClass().getName();
		logger.atWarn()
			.addKeyValue(OUTCOME, "error")
			.addKeyValue("errorType", errorType)
			.log("Item {} of batch {} failed with {}, attempt {}", item.id(), item.parentId(), errorType,
					attempt(item));
	}

	private static @Nullable String attempt(BusinessContext item) {
		return item.attributes().get(BusinessContext.ATTEMPT);
	}

}
