package io.contexttrace.benchmarks;

import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.MdcFieldNames;
import org.slf4j.MDC;

/**
 * What an application without the library would do by hand to have the same fields in its
 * log, on this thread and on others.
 */
final class HandwrittenMdc {

	private static final MdcFieldNames NAMES = MdcFieldNames.DEFAULT;

	private HandwrittenMdc() {
	}

	static void put(BusinessContext context) {
		MDC.put(NAMES.contextId(), context.id().value());
		MDC.put(NAMES.contextKind(), context.kind());
		MDC.put(NAMES.userId(), context.userId());
	}

	static void remove() {
		MDC.remove(NAMES.contextId());
		MDC.remove(NAMES.contextKind());
		MDC.remove(NAMES.userId());
	}

	static Runnable wrap(Runnable task) {
		Map<String, String> fields = MDC.getCopyOfContextMap();
		return () -> {
			Map<String, String> previous = MDC.getCopyOfContextMap();
			MDC.setContextMap(fields);
			try {
				task.run();
			}
			finally {
				MDC.setContextMap((previous != null) ? previous : Map.of());
			}
		};
	}

}
