package io.contexttrace.llm.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The application's own regular expressions. They see the text without its escapes, and
 * no more than a bounded number of its characters, counting repetitions.
 */
final class OwnPatterns {

	private final List<OwnPattern> patterns = new ArrayList<>();

	OwnPatterns(Map<String, String> expressions, TypeNames names) {
		expressions.forEach(
				(name, expression) -> this.patterns.add(new OwnPattern(names.index(name), compile(name, expression))));
	}

	boolean isEmpty() {
		return this.patterns.isEmpty();
	}

	/**
	 * Add what each pattern finds.
	 * @param source the text
	 * @param tokens what has been replaced before
	 * @param all where to add
	 * @throws UncheckedTextException if a pattern needs too many steps
	 */
	void addMatches(SourceText source, Tokens tokens, List<Matches> all) {
		for (OwnPattern pattern : this.patterns) {
			all.add(matches(pattern, source, tokens));
		}
	}

	private static Matches matches(OwnPattern pattern, SourceText source, Tokens tokens) {
		Matches matches = new Matches();
		String view = source.view();
		Matcher matcher = pattern.pattern().matcher(new BoundedText(view));
		try {
			while (matcher.find()) {
				int start = TextCut.boundary(view, matcher.start());
				int end = TextCut.boundaryAfter(view, matcher.end());
				if (end > start && !tokens.cover(view, start, end)) {
					matches.add(pattern.type(), source.toRaw(start), source.toRaw(end), false);
				}
			}
		}
		catch (StackOverflowError ex) {
			throw new UncheckedTextException("The pattern went too deep");
		}
		return matches;
	}

	private static Pattern compile(String name, String expression) {
		try {
			Pattern pattern = Pattern.compile(expression);
			RegexCheck.check(expression, pattern);
			return pattern;
		}
		catch (PatternSyntaxException ex) {
			throw new IllegalArgumentException(
					"The pattern '" + name + "' is no regular expression: " + ex.getDescription(), ex);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("The pattern '" + name + "' " + ex.getMessage(), ex);
		}
	}

	private record OwnPattern(int type, Pattern pattern) {
	}

}
