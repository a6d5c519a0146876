package io.contexttrace.llm.redact;

import java.util.Locale;
import java.util.Set;

/**
 * Words before a number with dots that make it a version or a section.
 */
final class Versions {

	private static final Set<String> WORDS = Set.of("version", "versión", "versione", "versions", "v", "ver", "vers",
			"build", "release", "section", "sec", "chapter", "abschnitt", "kapitel", "step", "oid", "バージョン", "版本", "버전",
			"версия", "версии", "إصدار", "upgrade", "driver", "firmware", "patch");

	private static final int LONGEST = 12;

	private Versions() {
	}

	static boolean precede(String view, int at) {
		int end = at;
		while (end > 0 && (Chars.isSpace(view.charAt(end - 1)) || ":=\"'".indexOf(view.charAt(end - 1)) >= 0)) {
			end--;
		}
		if (Chars.at(view, end - 1) == '§') {
			return true;
		}
		int start = end;
		while (start > 0 && end - start < LONGEST && Character.isLetter(view.charAt(start - 1))) {
			start--;
		}
		return start < end && (WORDS.contains(view.substring(start, end).toLowerCase(Locale.ROOT))
				|| view.startsWith("バージョン", end - 5));
	}

}
