package io.contexttrace.leak.log;

import java.util.List;
import java.util.Locale;

/**
 * The loggers whose lines are redacted, with those below them. The records of LLM calls
 * have been through redaction already.
 */
final class CoveredLoggers {

	private static final String OWN = "context-trace";

	private final List<String> names;

	private final boolean all;

	CoveredLoggers(List<String> names) {
		this.names = names.stream().map(String::strip).filter((name) -> !name.isEmpty()).toList();
		this.all = this.names.stream().anyMatch(CoveredLoggers::isRoot);
	}

	boolean include(String logger) {
		if (isBelow(logger, OWN)) {
			return false;
		}
		if (this.all) {
			return true;
		}
		for (String name : this.names) {
			if (isBelow(logger, name)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isBelow(String logger, String name) {
		return logger.startsWith(name) && (logger.length() == name.length() || logger.charAt(name.length()) == '.');
	}

	private static boolean isRoot(String name) {
		return name.equals("*") || name.toUpperCase(Locale.ROOT).equals("ROOT");
	}

}
