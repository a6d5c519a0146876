package io.contexttrace.llm.record;

import java.nio.charset.StandardCharsets;

/**
 * A number for a text, evenly spread and the same in every process: FNV-1a of 64 bits
 * over the text's UTF-8, then the last step of MurmurHash3, because FNV alone tells
 * similar texts apart in its low bits only. The upper 53 bits are the fraction.
 */
final class StableFraction {

	private static final long FNV_OFFSET = 0xcbf29ce484222325L;

	private static final long FNV_PRIME = 0x100000001b3L;

	private StableFraction() {
	}

	/**
	 * The number.
	 * @param text the text
	 * @return a number of at least 0 and less than 1
	 */
	static double of(String text) {
		return (finish(fnv(text)) >>> 11) * 0x1.0p-53;
	}

	static long fnv(String text) {
		long hash = FNV_OFFSET;
		for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
			hash = (hash ^ (octet & 0xff)) * FNV_PRIME;
		}
		return hash;
	}

	private static long finish(long hash) {
		long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
		mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
		return mixed ^ (mixed >>> 33);
	}

}
