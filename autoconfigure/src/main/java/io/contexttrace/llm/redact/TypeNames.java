package io.contexttrace.llm.redact;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names of all types that a redactor replaces, by number: those of {@link SecretType}
 * have their ordinals.
 */
final class TypeNames {

	private static final Pattern NAME = Pattern.compile("[\\p{Alnum}_.-]{1,64}");

	private static final SecretType[] KNOWN = SecretType.values();

	private final List<String> names;

	private final List<String> tokens;

	TypeNames(Collection<String> own, String... further) {
		Set<String> all = new LinkedHashSet<>();
		for (SecretType type : KNOWN) {
			all.add(type.value());
		}
		all.addAll(List.of(further));
		own.forEach((name) -> all.add(checked(name)));
		this.names = List.copyOf(all);
		this.tokens = all.stream().map((name) -> TypeTokens.INSTANCE.replace(name, "")).toList();
	}

	String name(int index) {
		return this.names.get(index);
	}

	// what replaces each secret of the type, unless there are pseudonyms
	String token(int index) {
		return this.tokens.get(index);
	}

	int index(String name) {
		return this.names.indexOf(name);
	}

	int size() {
		return this.names.size();
	}

	private static String checked(String name) {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException("The name of a pattern has 1 to 64 letters, digits, '_', '-' or '.'");
		}
		return name;
	}

}
