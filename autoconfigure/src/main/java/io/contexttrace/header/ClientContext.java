package io.contexttrace.header;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The client context of one invocation of an AWS Lambda function: a JSON object in
 * Base64, whose member {@code custom} the function is shown. It is the one place beside
 * the payload in which Lambda takes something along to the function, if the caller waits
 * for the answer.
 * <p>
 * What is set is added to the members of {@code custom}; all that is there already stays
 * byte for byte. Not safe for use by several threads.
 */
public final class ClientContext {

	/**
	 * The header of the invocation that has it.
	 */
	public static final String HEADER = "X-Amz-Client-Context";

	/**
	 * The longest client context that AWS takes, in characters of Base64.
	 */
	public static final int MAX_LENGTH = 3583;

	private static final int MAX_READ = 16 * 1024;

	private static final String CUSTOM = "custom";

	private static final String NOTHING = "null";

	private final @Nullable String encoded;

	private final String json;

	private final JsonMembers custom = new JsonMembers();

	private final Map<String, String> added = new LinkedHashMap<>();

	private boolean empty = true;

	private int customStart = -1;

	private int customEnd = -1;

	private ClientContext(@Nullable String encoded, String json) {
		this.encoded = encoded;
		this.json = json;
	}

	/**
	 * Read a client context that may be anything.
	 * @param encoded the Base64, nothing if there is none yet
	 * @return the client context, or {@code null} if the text is none
	 */
	public static @Nullable ClientContext parse(@Nullable String encoded) {
		String json = (encoded == null || encoded.isEmpty()) ? "{}" : decoded(encoded);
		if (json == null) {
			return null;
		}
		ClientContext context = new ClientContext(encoded, json);
		return context.read(new JsonCursor(json)) ? context : null;
	}

	/**
	 * The texts that a client context, which may be anything, shows to a function.
	 * @param encoded the Base64, if there is any
	 * @return the texts by their names, none if the client context is none
	 */
	public static Map<String, String> read(@Nullable String encoded) {
		ClientContext context = parse(encoded);
		return (context != null) ? context.custom.texts() : Map.of();
	}

	private static @Nullable String decoded(String encoded) {
		if (encoded.length() > MAX_READ) {
			return null;
		}
		try {
			ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
			return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
		}
		catch (IllegalArgumentException | CharacterCodingException ex) {
			return null;
		}
	}

	private boolean read(JsonCursor cursor) {
		return cursor.fields((name) -> read(name, cursor)) && cursor.isAtEnd();
	}

	private boolean read(String name, JsonCursor cursor) {
		this.empty = false;
		return name.equals(CUSTOM) ? readCustom(cursor) : cursor.value();
	}

	private boolean readCustom(JsonCursor cursor) {
		// of two it is not known which one the function is shown
		if (this.customEnd >= 0) {
			return false;
		}
		this.customStart = cursor.position();
		boolean read = this.custom.read(cursor) || (cursor.value() && isNothing(cursor.position()));
		this.customEnd = cursor.position();
		return read;
	}

	private boolean isNothing(int end) {
		return this.json.substring(this.customStart, end).strip().equals(NOTHING);
	}

	/**
	 * The text of a member of {@code custom}.
	 * @param name the member's name
	 * @return the text, empty where the member is none, {@code null} if there is no such
	 * member
	 */
	public @Nullable String get(String name) {
		String value = this.custom.get(name);
		return (value != null) ? value : this.added.get(name);
	}

	/**
	 * Add a member to {@code custom}. One that was there before stays.
	 * @param name the member's name
	 * @param value its text
	 */
	public void set(String name, String value) {
		if (this.custom.get(name) == null) {
			this.added.put(name, value);
		}
	}

	/**
	 * Word this client context.
	 * @return the Base64, the same as before if nothing has been added; {@code null} if
	 * there was none and nothing has been added; perhaps longer than {@link #MAX_LENGTH}
	 */
	public @Nullable String encoded() {
		return this.added.isEmpty() ? this.encoded
				: Base64.getEncoder().encodeToString(json().getBytes(StandardCharsets.UTF_8));
	}

	private String json() {
		String members = JsonText.members(this.added);
		StringBuilder changed = new StringBuilder(this.json);
		if (this.customEnd < 0) {
			String member = "\"" + CUSTOM + "\":{" + members + "}";
			return changed.insert(this.json.lastIndexOf('}'), this.empty ? member : "," + member).toString();
		}
		if (isNothing(this.customEnd)) {
			return changed.replace(this.customStart, this.customEnd, "{" + members + "}").toString();
		}
		return changed.insert(this.customEnd - 1, this.custom.isEmpty() ? members : "," + members).toString();
	}

}
