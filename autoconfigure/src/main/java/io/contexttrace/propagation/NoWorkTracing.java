package io.contexttrace.propagation;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.header.HeaderGetter;
import io.contexttrace.header.HeaderSetter;
import org.jspecify.annotations.Nullable;

/**
 * What there is to do without a tracer: nothing.
 */
enum NoWorkTracing implements WorkTracing {

	/**
	 * The one instance.
	 */
	INSTANCE;

	@Override
	public <C> void inject(C carrier, HeaderGetter<C> getter, HeaderSetter<C> setter) {
	}

	@Override
	public <C> WorkSpan start(String name, @Nullable WorkOrigin<C> origin) {
		return WorkSpan.NONE;
	}

	@Override
	public WorkSpan startSending(String name) {
		return WorkSpan.NONE;
	}

	@Override
	public <C> void link(C carrier, HeaderGetter<C> getter) {
	}

	@Override
	public void mark(ContextSnapshot snapshot) {
	}

}
