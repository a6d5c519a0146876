package io.contexttrace.propagation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

import io.contexttrace.header.HeaderGuard;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import org.jspecify.annotations.Nullable;

/**
 * Stands between OpenTelemetry's propagators and the outside: what they extract has been
 * cleaned, whatever transport it came on, and what they inject cannot break a header.
 *
 * @param delegate the application's propagators
 * @param guard decides what passes
 */
public record GuardedPropagators(ContextPropagators delegate, HeaderGuard guard) implements ContextPropagators {

	@Override
	public TextMapPropagator getTextMapPropagator() {
		return new GuardedPropagator(this.delegate.getTextMapPropagator(), this.guard);
	}

	private record GuardedPropagator(TextMapPropagator delegate, HeaderGuard guard) implements TextMapPropagator {

		@Override
		public Collection<String> fields() {
			return this.delegate.fields();
		}

		@Override
		public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
			this.delegate.inject(context, carrier, (target, key, value) -> {
				if (HeaderGuard.isPrintable(value)) {
					setter.set(target, key, value);
				}
			});
		}

		@Override
		public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
			return this.delegate.extract(context, carrier, new GuardedGetter<>(getter, this.guard));
		}

	}

	private record GuardedGetter<C>(TextMapGetter<C> delegate, HeaderGuard guard) implements TextMapGetter<C> {

		@Override
		public Iterable<String> keys(C carrier) {
			return this.delegate.keys(carrier);
		}

		@Override
		public @Nullable String get(@Nullable C carrier, String key) {
			String value = ifText(() -> this.delegate.get(carrier, key));
			return (value != null) ? this.guard.clean(key, value) : null;
		}

		@Override
		public Iterator<String> getAll(@Nullable C carrier, String key) {
			List<String> cleaned = new ArrayList<>();
			Iterator<String> received = ifText(() -> this.delegate.getAll(carrier, key));
			while (received != null && received.hasNext()) {
				String clean = this.guard.clean(key, received.next());
				if (clean != null) {
					cleaned.add(clean);
				}
			}
			return cleaned.iterator();
		}

		// the getter of Spring AMQP throws where a header is no text
		private static <T> @Nullable T ifText(Supplier<@Nullable T> getter) {
			try {
				return getter.get();
			}
			catch (ClassCastException ex) {
				return null;
			}
		}

	}

}
