package io.contexttrace.propagation;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.contexttrace.CurrentContext;
import io.contexttrace.TraceReference;
import io.contexttrace.header.ReceivedTrace;
import io.contexttrace.header.SentTrace;
import io.contexttrace.header.TraceFormat;
import io.contexttrace.header.TraceFormats;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the trace's ids in W3C's, X-Ray's and B3's formats, as one trace.
 *
 * @param formats which formats are read and written
 * @param xrayIfReceived whether X-Ray's format is written, too, for work that came with
 * it
 */
public record TraceFormatsPropagator(TraceFormats formats, boolean xrayIfReceived) implements TextMapPropagator {

	private static final TraceFormats XRAY = new TraceFormats(List.of(), List.of(TraceFormat.XRAY));

	@Override
	public Collection<String> fields() {
		Set<String> fields = new LinkedHashSet<>();
		for (TraceFormat format : this.formats.consumed()) {
			fields.addAll(format.fields());
		}
		for (TraceFormat format : this.formats.produced()) {
			fields.addAll(format.fields());
		}
		return fields;
	}

	@Override
	public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
		SpanContext span = Span.fromContext(context).getSpanContext();
		if (carrier == null || !span.isValid() || !SpanId.isValid(span.getSpanId())) {
			return;
		}
		TraceReference held = CurrentContext.capture().trace();
		SentTrace trace = new SentTrace(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asByte(),
				ReceivedTraceState.word(span.getTraceState()),
				(held != null) ? held.xrayFieldsOf(span.getTraceId()) : "");
		this.formats.write(trace, carrier, setter::set);
		boolean received = held != null && held.xrayFields() != null;
		if (this.xrayIfReceived && received && !this.formats.produced().contains(TraceFormat.XRAY)) {
			XRAY.write(trace, carrier, setter::set);
		}
	}

	@Override
	public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
		if (carrier == null) {
			return context;
		}
		ReceivedTrace trace = this.formats.read(carrier, new TextMapHeaders<>(getter));
		return (trace != null)
				? context.with(Span.wrap(new RemoteSpanContext(trace, ReceivedTraceState.of(trace.traceState()))))
				: context;
	}

}
