package io.contexttrace.header;

import org.jspecify.annotations.Nullable;

/**
 * How much a request to AWS may still grow. AWS takes 1 MiB of messages and events, of
 * SNS and of older queues 256 KiB, and which of the two holds is not in the request: what
 * we add never carries a request over either. Not safe for use by several threads.
 */
public final class PayloadRoom {

	private static final long[] LIMITS = { 256 * 1024, 1024 * 1024 };

	private long used;

	/**
	 * Count what is in the request already.
	 * @param bytes its size
	 */
	public void use(long bytes) {
		this.used += bytes;
	}

	/**
	 * Take room for something more.
	 * @param bytes its size
	 * @return {@code false} if there is no room, and none was taken
	 */
	public boolean take(long bytes) {
		for (long limit : LIMITS) {
			if (this.used <= limit && this.used + bytes > limit) {
				return false;
			}
		}
		this.used += bytes;
		return true;
	}

	/**
	 * The size of a text on the wire.
	 * @param text the text, if any
	 * @return its size in UTF-8
	 */
	public static long size(@Nullable String text) {
		long size = 0;
		for (int i = 0; text != null && i < text.length(); i++) {
			char character = text.charAt(i);
			if (character < 0x80) {
				size += 1;
			}
			else {
				// each half of a pair counts two, and so the pair four
				size += (character < 0x800 || Character.isSurrogate(character)) ? 2 : 3;
			}
		}
		return size;
	}

}
