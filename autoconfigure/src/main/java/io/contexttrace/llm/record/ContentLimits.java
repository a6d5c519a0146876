package io.contexttrace.llm.record;

/**
 * How much text a record holds. Lengths are in characters as {@link String#length()}
 * counts them.
 *
 * @param maxText the longest that one text can be, 1 to {@value #MAX}
 * @param maxRecord the longest that all texts of a record together can be, 1 to
 * {@value #MAX}
 */
public record ContentLimits(int maxText, int maxRecord) {

	/**
	 * The highest limit, which bounds what one record costs.
	 */
	public static final int MAX = 10_000_000;

	/**
	 * 32,768 characters a text and 131,072 a record.
	 */
	public static final ContentLimits DEFAULT = new ContentLimits(32_768, 131_072);

	/**
	 * How many messages, documents or calls to tools a list in a record has at most.
	 */
	static final int MAX_ELEMENTS = 256;

	/**
	 * How long a name or an id from outside can be.
	 */
	static final int MAX_NAME = 256;

	/**
	 * How long a failure's message can be.
	 */
	static final int MAX_ERROR = 1024;

	/**
	 * Create limits.
	 * @param maxText the longest that one text can be
	 * @param maxRecord the longest that all texts of a record together can be
	 * @throws IllegalArgumentException if a limit is out of range
	 */
	public ContentLimits {
		if (maxText < 1 || maxRecord < 1 || maxText > MAX || maxRecord > MAX) {
			throw new IllegalArgumentException("A limit is 1 to " + MAX);
		}
	}

}
