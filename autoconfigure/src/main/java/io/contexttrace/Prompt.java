package io.contexttrace;

import org.jspecify.annotations.Nullable;

/**
 * Which prompt template a call to a model was made with, so that versions and variants
 * can be compared. It is set by the application, and sent on to the services that a
 * request reaches.
 * <p>
 * Each part is 1 to {@value #MAX_LENGTH} letters, digits and {@code _ . - + : /}.
 *
 * @param name what the template is called; one of few, because it becomes a metric tag
 * @param version which version of the template it is; one of few, because it becomes a
 * metric tag
 * @param variant which variant of an A/B test it is
 */
public record Prompt(String name, @Nullable String version, @Nullable String variant) {

	/**
	 * The longest name, version or variant, in characters.
	 */
	public static final int MAX_LENGTH = 64;

	private static final String PUNCTUATION = ".-+:/";

	/**
	 * Create a prompt from texts that the application vouches for.
	 * @param name what the template is called
	 * @param version which version of the template it is
	 * @param variant which variant of an A/B test it is
	 * @throws IllegalArgumentException if a part is not in the form that goes over the
	 * wire
	 */
	public Prompt {
		if (!isPart(name) || !isPartOrAbsent(version) || !isPartOrAbsent(variant)) {
			throw new IllegalArgumentException(
					"A prompt's name, version and variant are 1 to 64 letters, digits or _ . - + : /");
		}
	}

	/**
	 * Create a prompt of which only the name is known.
	 * @param name what the template is called
	 * @return the prompt
	 * @throws IllegalArgumentException if the name is not in the form that goes over the
	 * wire
	 */
	public static Prompt of(String name) {
		return new Prompt(name, null, null);
	}

	/**
	 * Read a prompt whose parts arrived from outside, which may be anything.
	 * @param name the received name
	 * @param version the received version
	 * @param variant the received variant
	 * @return the prompt, or {@code null} if a part is not one
	 */
	public static @Nullable Prompt parse(@Nullable String name, @Nullable String version, @Nullable String variant) {
		return (name != null && isPart(name) && isPartOrAbsent(version) && isPartOrAbsent(variant))
				? new Prompt(name, version, variant) : null;
	}

	/**
	 * How the log writes the prompt: {@code name/version/variant}, without what is absent
	 * at the end.
	 * @return the parts, with a slash between them; two slashes where only the version is
	 * absent
	 */
	public String path() {
		if (this.variant != null) {
			return this.name + "/" + ((this.version != null) ? this.version : "") + "/" + this.variant;
		}
		return (this.version != null) ? this.name + "/" + this.version : this.name;
	}

	private static boolean isPartOrAbsent(@Nullable String text) {
		return text == null || isPart(text);
	}

	private static boolean isPart(String text) {
		return !text.isEmpty() && text.length() <= MAX_LENGTH && text.codePoints().allMatch(Prompt::isAllowed);
	}

	// of any language, but nothing that is invisible
	private static boolean isAllowed(int c) {
		return (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c))
				|| PUNCTUATION.indexOf(c) >= 0;
	}

}
