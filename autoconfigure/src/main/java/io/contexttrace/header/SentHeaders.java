package io.contexttrace.header;

/**
 * One carrier's headers, as they are about to be sent.
 *
 * @param <C> the type of the carrier
 * @param carrier what is about to be sent
 * @param getter reads its headers
 * @param setter writes them
 */
record SentHeaders<C>(C carrier, HeaderGetter<C> getter, HeaderSetter<C> setter) {

	void setMissing(String name, String value) {
		if (this.getter.get(this.carrier, name) == null) {
			this.setter.set(this.carrier, name, value);
		}
	}

}
