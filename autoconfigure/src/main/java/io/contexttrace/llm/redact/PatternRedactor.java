package io.contexttrace.llm.redact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The redactor that recognises secrets by what they look like: the known
 * {@linkplain SecretType types}, the application's own regular expressions, and values at
 * the application's JSON paths. It sees through JSON escapes and full-width characters.
 * <p>
 * Its time grows with the length of the text, and so does its memory: a text without
 * secrets and escapes is only read; otherwise there are at most two copies of it. JSON
 * that was valid stays valid. Safe for use by several threads.
 */
public final class PatternRedactor implements Redactor {

	private static final String JSON_PATH = "json_path";

	private static final String UNCHECKED = "unchecked";

	private static final int MAX_PASSES = 8;

	private final Set<SecretType> types;

	private final OwnPatterns ownPatterns;

	private final JsonPaths jsonPaths;

	private final TypeNames names;

	private final Tokens tokens;

	private final Replacement replacement;

	// whether what was replaced is known again
	private final boolean recognised;

	/**
	 * A redactor.
	 * @param types which of the known types to replace
	 * @param ownPatterns regular expressions by the name of their type; letters, digits,
	 * {@code _}, {@code -} and {@code .} make a name
	 * @param jsonPaths paths whose values to replace in JSON documents, such as
	 * {@code $.customer.name}, {@code $.items[*].ssn} or {@code $..password}
	 * @param replacement what stands in the place of a secret
	 * @throws IllegalArgumentException if a name, a path or a regular expression is none,
	 * or if matching the expression could take too long
	 */
	public PatternRedactor(Set<SecretType> types, Map<String, String> ownPatterns, Collection<String> jsonPaths,
			Replacement replacement) {
		this.types = types.isEmpty() ? EnumSet.noneOf(SecretType.class) : EnumSet.copyOf(types);
		this.names = new TypeNames(ownPatterns.keySet(), JSON_PATH, UNCHECKED);
		this.tokens = new Tokens(this.names);
		this.ownPatterns = new OwnPatterns(ownPatterns, this.names);
		this.jsonPaths = new JsonPaths(jsonPaths, this.names.index(JSON_PATH));
		this.replacement = replacement;
		this.recognised = replacement instanceof TypeTokens || replacement instanceof Pseudonyms;
	}

	/**
	 * A redactor of all known types, which leaves their names.
	 * @return the redactor
	 */
	public static PatternRedactor ofAllTypes() {
		return new PatternRedactor(EnumSet.allOf(SecretType.class), Map.of(), List.of(), Replacement.tokens());
	}

	@Override
	public Redaction redact(String text) {
		return redact(text, text.length());
	}

	@Override
	public Redaction redactFirst(String text, int limit) {
		long seen = (long) Math.max(0, limit) + LOOK_AHEAD;
		String window = (seen < text.length()) ? TextCut.first(text, (int) seen) : text;
		Redaction redaction = redact(window, TextCut.boundary(window, limit));
		String first = TextCut.first(redaction.text(), limit);
		return (first.length() < redaction.text().length()) ? new Redaction(first, redaction.counts()) : redaction;
	}

	// what stood beside a secret may only be one without it, so what was touched is
	// looked
	// at again
	private Redaction redact(String text, int limit) {
		Redaction redaction = redactOnce(text, limit);
		boolean touched = redaction.touched() && this.recognised;
		for (int pass = 1; touched && pass < MAX_PASSES; pass++) {
			Redaction next = redactOnce(redaction.text(), redaction.text().length());
			touched = next.touched();
			redaction = touched ? redaction.then(next) : redaction;
		}
		return redaction;
	}

	private Redaction redactOnce(String text, int limit) {
		Matches matches;
		try {
			matches = matches(text);
		}
		catch (UncheckedTextException ex) {
			matches = new Matches();
			matches.add(this.names.index(UNCHECKED), 0, text.length(), JsonText.looksLikeDocument(text));
		}
		if (matches.isEmpty() && limit == text.length()) {
			return Redaction.untouched(text);
		}
		return new RedactedText(text, this.names, this.replacement).replace(matches, limit);
	}

	private Matches matches(String text) {
		Scan scan = Scan.of(text, this.types, this.tokens);
		if (this.ownPatterns.isEmpty() && this.jsonPaths.isEmpty()) {
			return scan.matches();
		}
		List<Matches> all = new ArrayList<>();
		all.add(this.jsonPaths.matches(text, this.tokens));
		all.add(scan.matches());
		this.ownPatterns.addMatches(scan.source(), this.tokens, all);
		return Matches.merged(all);
	}

}
