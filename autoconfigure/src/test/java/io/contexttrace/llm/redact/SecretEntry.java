package io.contexttrace.llm.redact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An entry of {@code secrets.tsv}, whose first lines say how it is written.
 *
 * @param types the types that are expected
 * @param secrets the secrets
 * @param sentence the sentence that has them
 */
record SecretEntry(List<String> types, List<String> secrets, String sentence) {

	private static final int FRAGMENT = 6;

	static Stream<SecretEntry> all() {
		return lines("secrets.tsv").map(SecretEntry::parse);
	}

	/**
	 * The lines of a corpus without its comments.
	 * @param file the file
	 * @return the lines
	 */
	static Stream<String> lines(String file) {
		try (InputStream stream = Objects.requireNonNull(SecretEntry.class.getResourceAsStream(file), file)) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("# "))
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What of the secrets a text shows: each piece of six characters, or all of a shorter
	 * secret.
	 * @param text the text
	 * @return the pieces
	 */
	List<String> fragmentsIn(String text) {
		return this.secrets.stream().flatMap(SecretEntry::fragments).filter(text::contains).toList();
	}

	private static Stream<String> fragments(String secret) {
		if (secret.length() <= FRAGMENT) {
			return Stream.of(secret);
		}
		return Stream.iterate(0, (at) -> at <= secret.length() - FRAGMENT, (at) -> at + 1)
			.map((at) -> secret.substring(at, at + FRAGMENT));
	}

	private static SecretEntry parse(String line) {
		String[] columns = line.replace("{+}", "").replace("{nl}", "\n").split("\t", -1);
		return new SecretEntry(List.of(columns[0].split(",", -1)), List.of(columns[1].split(" \\|\\| ", -1)),
				columns[2]);
	}

	@Override
	public String toString() {
		return String.join(",", this.types) + ": " + this.sentence.lines().findFirst().orElse("");
	}

}
