package io.contexttrace.header;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import io.contexttrace.Prompt;
import org.jspecify.annotations.Nullable;

/**
 * The header that names a prompt template, such as {@code order-help;v=3;variant=b}. What
 * is not a letter, a digit or one of {@code _ . - +} is percent-encoded UTF-8.
 */
public final class PromptHeader {

	/**
	 * The longest header that is read, in characters. Every prompt fits in.
	 */
	public static final int MAX_LENGTH = 2048;

	private static final String VERSION = "v";

	private static final String VARIANT = "variant";

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private PromptHeader() {
	}

	/**
	 * Read a header that arrived from outside, which may be anything. Parameters that are
	 * not known are passed over.
	 * @param value the received text
	 * @return the prompt that it names, or {@code null} if it names none
	 */
	public static @Nullable Prompt parse(@Nullable String value) {
		if (value == null || value.length() > MAX_LENGTH || !HeaderGuard.isPrintable(value)) {
			return null;
		}
		String[] parts = value.split(";", -1);
		Parameters parameters = new Parameters();
		for (int i = 1; i < parts.length; i++) {
			if (!parameters.add(parts[i].trim())) {
				return null;
			}
		}
		return Prompt.parse(decoded(parts[0].trim()), parameters.version, parameters.variant);
	}

	/**
	 * Word a header for a prompt.
	 * @param prompt the prompt
	 * @return the header's value
	 */
	public static String format(Prompt prompt) {
		StringBuilder header = new StringBuilder(prompt.name().length());
		encode(prompt.name(), header);
		parameter(VERSION, prompt.version(), header);
		parameter(VARIANT, prompt.variant(), header);
		return header.toString();
	}

	private static void parameter(String name, @Nullable String value, StringBuilder header) {
		if (value != null) {
			header.append(';').append(name).append('=');
			encode(value, header);
		}
	}

	private static void encode(String text, StringBuilder header) {
		for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
			if (isPlain(b)) {
				header.append((char) b);
			}
			else {
				header.append('%').append(HEX.toHexDigits(b));
			}
		}
	}

	private static boolean isPlain(byte b) {
		return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || b == '_' || b == '.'
				|| b == '-' || b == '+';
	}

	private static @Nullable String decoded(String text) {
		ByteBuffer bytes = ByteBuffer.allocate(text.length());
		int i = 0;
		while (i < text.length()) {
			boolean encoded = text.charAt(i) == '%';
			int b = encoded ? hex(text, i + 1) : text.charAt(i);
			if (b < 0 || (!encoded && b >= 0x80)) {
				return null;
			}
			bytes.put((byte) b);
			i += encoded ? 3 : 1;
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	private static int hex(String text, int from) {
		boolean digits = from + 1 < text.length() && HexFormat.isHexDigit(text.charAt(from))
				&& HexFormat.isHexDigit(text.charAt(from + 1));
		return digits ? HexFormat.fromHexDigits(text, from, from + 2) : -1;
	}

	/**
	 * What came behind the name.
	 */
	private static final class Parameters {

		private @Nullable String version;

		private @Nullable String variant;

		private boolean add(String parameter) {
			int equals = parameter.indexOf('=');
			String name = (equals > 0) ? parameter.substring(0, equals) : "";
			if (name.equals(VERSION) && this.version == null) {
				this.version = decoded(parameter.substring(equals + 1));
				return this.version != null;
			}
			if (name.equals(VARIANT) && this.variant == null) {
				this.variant = decoded(parameter.substring(equals + 1));
				return this.variant != null;
			}
			return !name.isEmpty() && !name.equals(VERSION) && !name.equals(VARIANT);
		}

	}

}
