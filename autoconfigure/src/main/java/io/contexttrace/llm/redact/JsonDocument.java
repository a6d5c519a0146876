package io.contexttrace.llm.redact;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Walks through one JSON document in a text, without making anything of it but the places
 * of the values at some paths.
 */
final class JsonDocument {

	private final String text;

	private final List<JsonPath> paths;

	private int at;

	// for each open container and path, how far the container is on the path
	private long[] positions;

	// the index in each open array, -1 for an object
	private int[] indexes = new int[16];

	private int depth;

	JsonDocument(String text, int start, List<JsonPath> paths) {
		this.text = text;
		this.at = start;
		this.paths = paths;
		this.positions = new long[16 * paths.size()];
	}

	/**
	 * Read until the document ends, or is none any more.
	 * @param matches where to add the values
	 * @param type the type of the values
	 * @param tokens what has been replaced before
	 * @return where reading ended, behind the start
	 */
	int read(Matches matches, int type, Tokens tokens) {
		long[] root = new long[this.paths.size()];
		Arrays.fill(root, 1);
		open(root);
		boolean goesOn = true;
		while (goesOn && this.depth > 0) {
			goesOn = readMember(matches, type, tokens);
		}
		return this.at;
	}

	private boolean readMember(Matches matches, int type, Tokens tokens) {
		skipSpace();
		char c = Chars.at(this.text, this.at);
		if (this.at >= this.text.length()) {
			return false;
		}
		boolean object = this.indexes[this.depth - 1] < 0;
		if (c == (object ? '}' : ']')) {
			this.depth--;
			this.at++;
			return true;
		}
		if (c == ',') {
			this.indexes[this.depth - 1] += object ? 0 : 1;
			this.at++;
			return true;
		}
		return object ? readNamed(matches, type, tokens) : readValue(null, matches, type, tokens);
	}

	private boolean readNamed(Matches matches, int type, Tokens tokens) {
		if (this.text.charAt(this.at) != '"') {
			return false;
		}
		int start = this.at;
		this.at = stringEnd(start);
		String name = Decoder.unescaped(this.text.substring(start + 1, Math.max(start + 1, this.at - 1))).view();
		skipSpace();
		if (Chars.at(this.text, this.at) != ':') {
			return false;
		}
		this.at++;
		skipSpace();
		return readValue(name, matches, type, tokens);
	}

	private boolean readValue(@Nullable String name, Matches matches, int type, Tokens tokens) {
		long[] child = child(name);
		if (child == null) {
			int start = this.at;
			this.at = valueEnd(start);
			add(start, matches, type, tokens);
			return this.at > start;
		}
		char c = Chars.at(this.text, this.at);
		if (c == '{' || c == '[') {
			open(child);
			return true;
		}
		int end = (c == '"') ? stringEnd(this.at) : scalarEnd(this.at);
		boolean read = end > this.at;
		this.at = end;
		return read;
	}

	// null if it is at the end of a path
	private long @Nullable [] child(@Nullable String name) {
		int paths = this.paths.size();
		long[] child = new long[paths];
		for (int i = 0; i < paths; i++) {
			JsonPath path = this.paths.get(i);
			child[i] = path.child(this.positions[(this.depth - 1) * paths + i], name, this.indexes[this.depth - 1]);
			if (path.isEnd(child[i])) {
				return null;
			}
		}
		return child;
	}

	private void add(int start, Matches matches, int type, Tokens tokens) {
		boolean string = Chars.at(this.text, start) == '"';
		boolean closed = string && this.at - 1 > start && this.text.charAt(this.at - 1) == '"';
		int from = string ? start + 1 : start;
		int to = closed ? this.at - 1 : this.at;
		if (to > from && !tokens.isToken(this.text, from, to) && !this.text.regionMatches(from, "null", 0, to - from)) {
			matches.add(type, from, to, !string);
		}
	}

	private void open(long[] position) {
		if (this.depth == this.indexes.length) {
			this.indexes = Arrays.copyOf(this.indexes, 2 * this.depth);
			this.positions = Arrays.copyOf(this.positions, 2 * this.positions.length);
		}
		System.arraycopy(position, 0, this.positions, this.depth * position.length, position.length);
		this.indexes[this.depth++] = (this.text.charAt(this.at++) == '{') ? -1 : 0;
	}

	private int valueEnd(int start) {
		int open = 0;
		int end = start;
		while (end < this.text.length()) {
			char c = this.text.charAt(end);
			if (c == '"') {
				end = stringEnd(end);
			}
			else if (c == '{' || c == '[' || c == '}' || c == ']') {
				open += (c == '{' || c == '[') ? 1 : -1;
				end += (open >= 0) ? 1 : 0;
			}
			else {
				end = (open > 0) ? end + 1 : scalarEnd(end);
			}
			if (open <= 0) {
				return end;
			}
		}
		return end;
	}

	private int scalarEnd(int start) {
		int end = start;
		while (Chars.isAsciiWord(Chars.at(this.text, end)) || "+-.".indexOf(Chars.at(this.text, end)) >= 0) {
			end++;
		}
		return end;
	}

	private int stringEnd(int start) {
		int end = start + 1;
		while (end < this.text.length() && this.text.charAt(end) != '"') {
			end += (this.text.charAt(end) == '\\') ? 2 : 1;
		}
		return Math.min(end + 1, this.text.length());
	}

	private void skipSpace() {
		while (this.at < this.text.length() && Chars.isWhitespace(this.text.charAt(this.at))) {
			this.at++;
		}
	}

}
