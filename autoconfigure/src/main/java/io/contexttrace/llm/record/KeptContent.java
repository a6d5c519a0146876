package io.contexttrace.llm.record;

import io.contexttrace.llm.Kept;
import io.contexttrace.llm.LlmContent;
import org.jspecify.annotations.Nullable;

/**
 * What a record holds of what was said.
 *
 * @param content the content, if there is any
 * @param kept whether its texts are kept, and why
 */
record KeptContent(@Nullable LlmContent content, Kept kept) {

	static KeptContent none(Kept kept) {
		return new KeptContent(null, kept);
	}

	static KeptContent none(String reason) {
		return none(new Kept(false, reason));
	}

	/**
	 * Whether whoever reads the record can read what was said.
	 */
	boolean isReadable() {
		return this.kept.content() && this.content != null && this.content.encryption() == null;
	}

}
