package io.contexttrace.header;

import org.jspecify.annotations.Nullable;

/**
 * One carrier's headers, as they are about to be sent.
 *
 * @param <C> the type of the carrier
 * @param carrier what is about to be sent
 * @param getter reads its headers
 * @param setter writes them
 */
record SentHeaders<C>(C carrier, HeaderGetter<C> getter, HeaderSetter<C> setter) {

	@Nullable String get(String name) {
		return this.getter.get(this.carrier, name);
	}

	void setMissing(String name, String value) {
		if (get(name) == null) {
			this.setter.set(this.carrier, name, value);
		}
	}

}
