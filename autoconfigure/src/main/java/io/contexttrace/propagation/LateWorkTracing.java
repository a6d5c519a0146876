package io.contexttrace.propagation;

import java.util.function.Supplier;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.header.HeaderGetter;
import io.contexttrace.header.HeaderSetter;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the tracer's part when it is first needed. What exports spans may itself send
 * messages or make requests, and so must not need the tracer to be made.
 *
 * @param delegate gives the tracer's part, the same each time
 */
public record LateWorkTracing(Supplier<WorkTracing> delegate) implements WorkTracing {

	@Override
	public <C> void inject(C carrier, HeaderGetter<C> getter, HeaderSetter<C> setter) {
		this.delegate.get().inject(carrier, getter, setter);
	}

	@Override
	public <C> WorkSpan start(String name, @Nullable WorkOrigin<C> origin) {
		return this.delegate.get().start(name, origin);
	}

	@Override
	public <C> void link(C carrier, HeaderGetter<C> getter) {
		this.delegate.get().link(carrier, getter);
	}

	@Override
	public WorkSpan startSending(String name) {
		return this.delegate.get().startSending(name);
	}

	@Override
	public void mark(ContextSnapshot snapshot) {
		this.delegate.get().mark(snapshot);
	}

}
