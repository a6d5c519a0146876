package io.contexttrace.propagation;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

import io.contexttrace.header.BaggageHeader;
import io.contexttrace.header.HeaderGuard;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.TraceFormat;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import org.jspecify.annotations.Nullable;

/**
 * Stands between OpenTelemetry's propagators and the outside: what they extract has been
 * cleaned, whatever transport it came on, and what they inject cannot break a header. The
 * headers of the trace are left to one propagator, which knows all formats; the
 * application's have the rest, baggage above all.
 *
 * @param delegate the application's propagators
 * @param trace reads and writes the headers of the trace
 * @param guard decides what passes
 */
public record GuardedPropagators(ContextPropagators delegate, TraceFormatsPropagator trace,
		HeaderGuard guard) implements ContextPropagators {

	/**
	 * The names as propagators write them, and in lower case.
	 */
	private static final Set<String> TRACE_FIELDS = traceFields();

	@Override
	public TextMapPropagator getTextMapPropagator() {
		return new GuardedPropagator(this.delegate.getTextMapPropagator(), this.trace, this.guard);
	}

	private static Set<String> traceFields() {
		Set<String> fields = new HashSet<>();
		for (TraceFormat format : TraceFormat.values()) {
			for (String field : format.fields()) {
				fields.add(field);
				fields.add(field.toLowerCase(Locale.ROOT));
			}
		}
		return fields;
	}

	private record GuardedPropagator(TextMapPropagator delegate, TraceFormatsPropagator trace,
			HeaderGuard guard) implements TextMapPropagator {

		@Override
		public Collection<String> fields() {
			Set<String> fields = new LinkedHashSet<>(this.trace.fields());
			this.delegate.fields().stream().filter((field) -> !TRACE_FIELDS.contains(field)).forEach(fields::add);
			return fields;
		}

		@Override
		public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
			this.trace.inject(context, carrier, setter);
			this.delegate.inject(context, carrier, (target, key, value) -> {
				if (HeaderGuard.isPrintable(value) && !TRACE_FIELDS.contains(key)) {
					setter.set(target, key, value);
				}
			});
		}

		@Override
		public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
			TextMapGetter<C> texts = new TextGetter<>(getter);
			Context traced = this.trace.extract(context, carrier, texts);
			return this.delegate.extract(traced, carrier, new GuardedGetter<>(texts, this.guard));
		}

	}

	private record GuardedGetter<C>(TextMapGetter<C> delegate, HeaderGuard guard) implements TextMapGetter<C> {

		@Override
		public Iterable<String> keys(C carrier) {
			return this.delegate.keys(carrier);
		}

		@Override
		public @Nullable String get(@Nullable C carrier, String key) {
			String value = TRACE_FIELDS.contains(key) ? null : received(carrier, key);
			return (value != null) ? this.guard.clean(key, value) : null;
		}

		// several headers of baggage are one, and have the limits of one
		@Override
		public Iterator<String> getAll(@Nullable C carrier, String key) {
			String clean = get(carrier, key);
			return (clean != null) ? List.of(clean).iterator() : Collections.emptyIterator();
		}

		private @Nullable String received(@Nullable C carrier, String key) {
			if (!key.equalsIgnoreCase(HeaderNames.BAGGAGE)) {
				return this.delegate.get(carrier, key);
			}
			StringJoiner joined = new StringJoiner(",");
			joined.setEmptyValue("");
			Iterator<String> values = this.delegate.getAll(carrier, key);
			// more than this is refused as a whole
			while (values.hasNext() && joined.length() <= BaggageHeader.MAX_LENGTH) {
				joined.add(values.next());
			}
			return (joined.length() > 0) ? joined.toString() : null;
		}

	}

}
