package io.contexttrace.propagation;

import java.util.List;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;

/**
 * Lets the application's sampler decide on a trace whose sender has left the decision to
 * the receiver, as if the trace began here.
 *
 * @param delegate the application's sampler
 */
public record ReceivedDecisionSampler(Sampler delegate) implements Sampler {

	@Override
	public SamplingResult shouldSample(Context parentContext, String traceId, String name, SpanKind spanKind,
			Attributes attributes, List<LinkData> parentLinks) {
		boolean undecided = Span.fromContext(parentContext).getSpanContext() instanceof RemoteSpanContext remote
				&& remote.isUndecided();
		Context parent = undecided ? parentContext.with(Span.getInvalid()) : parentContext;
		return this.delegate.shouldSample(parent, traceId, name, spanKind, attributes, parentLinks);
	}

	@Override
	public String getDescription() {
		return this.delegate.getDescription();
	}

}
