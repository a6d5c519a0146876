package io.contexttrace.propagation;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.header.HeaderGetter;
import io.contexttrace.header.HeaderSetter;
import io.contexttrace.header.TraceParentHeader;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.jspecify.annotations.Nullable;

/**
 * Starts spans as observations, which every library that honours Micrometer's context
 * propagation takes along to other threads.
 *
 * @param registry where the observations are started
 * @param tracer makes an end of the span that is current, where work begins a new trace
 * @param propagator reads and writes the trace's headers
 */
public record ObservedWork(ObservationRegistry registry, Tracer tracer,
		TextMapPropagator propagator) implements WorkTracing {

	/**
	 * The name of all these observations. Their time is in the meter of steps, and so
	 * they need no meters of their own.
	 */
	public static final String OBSERVATION = "context_trace.work";

	@Override
	public <C> void inject(C carrier, HeaderGetter<C> getter, HeaderSetter<C> setter) {
		Context current = Context.current();
		String written = getter.get(carrier, TraceParentHeader.NAME);
		if (written == null || written.contains(Span.fromContext(current).getSpanContext().getTraceId())) {
			this.propagator.inject(current, carrier, (target, name, value) -> {
				if (target != null && getter.get(target, name) == null) {
					setter.set(target, name, value);
				}
			});
		}
	}

	@Override
	public <C> WorkSpan start(String name, @Nullable WorkOrigin<C> origin) {
		if (origin == null) {
			return open(name, new Observation.Context());
		}
		if (origin.relation() == WorkOrigin.Relation.CHILD) {
			return open(name, receiverContext(origin.carrier(), origin.getter()));
		}
		WorkSpan span = root(name, receiverContext(origin.carrier(), (carrier, header) -> null));
		link(origin.carrier(), origin.getter());
		return span;
	}

	@Override
	public <C> void link(C carrier, HeaderGetter<C> getter) {
		SpanContext sender = sender(carrier, getter);
		// who has sent a trace without a span cannot be linked to
		if (sender.isValid() && SpanId.isValid(sender.getSpanId())) {
			Span.current().addLink(sender);
		}
	}

	@Override
	public WorkSpan startSending(String name) {
		SenderContext<Object> context = new SenderContext<>((carrier, key, value) -> {
		}, Kind.PRODUCER);
		context.setCarrier(context);
		return open(name, context);
	}

	@Override
	public void mark(ContextSnapshot snapshot) {
		SpanMarks.mark(Span.current(), snapshot);
	}

	private WorkSpan open(String name, Observation.Context context) {
		Observation observation = Observation.createNotStarted(OBSERVATION, () -> context, this.registry)
			.contextualName(name)
			.start();
		return new ObservedSpan(observation, observation.openScope());
	}

	private static <C> Observation.Context receiverContext(C carrier, HeaderGetter<C> getter) {
		ReceiverContext<C> context = new ReceiverContext<>(new ReceiverGetter<>(getter), Kind.CONSUMER);
		context.setCarrier(carrier);
		return context;
	}

	// whatever is current on this thread is not what this work is part of
	private WorkSpan root(String name, Observation.Context context) {
		Observation.Scope outer = this.registry.getCurrentObservationScope();
		this.registry.setCurrentObservationScope(null);
		Tracer.SpanInScope noSpan = this.tracer.withSpan(null);
		WorkSpan span = open(name, context);
		return new RootSpan(span, noSpan, () -> this.registry.setCurrentObservationScope(outer));
	}

	private <C> SpanContext sender(C carrier, HeaderGetter<C> getter) {
		Context extracted = this.propagator.extract(Context.root(), carrier, new OriginGetter<>(getter));
		return Span.fromContext(extracted).getSpanContext();
	}

	private record ObservedSpan(Observation observation, Observation.Scope scope) implements WorkSpan {

		@Override
		public void failed(Throwable failure) {
			this.observation.error(failure);
		}

		@Override
		public void leave() {
			this.scope.close();
		}

		@Override
		public void end() {
			this.observation.stop();
		}

	}

	private record RootSpan(WorkSpan span, Tracer.SpanInScope noSpan, Runnable restore) implements WorkSpan {

		@Override
		public void failed(Throwable failure) {
			this.span.failed(failure);
		}

		@Override
		public void leave() {
			this.span.leave();
			this.noSpan.close();
			this.restore.run();
		}

		@Override
		public void end() {
			this.span.end();
		}

	}

}
