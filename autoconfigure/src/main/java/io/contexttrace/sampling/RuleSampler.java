package io.contexttrace.sampling;

import java.util.List;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;

/**
 * Lets the first rule decide that is about the work of the thread which starts the span.
 * A sampler is not told what a span is about, but the context is bound before the span
 * starts.
 */
public final class RuleSampler implements Sampler {

	private final List<SamplingRule> rules;

	private final Sampler otherwise;

	/**
	 * Create a sampler.
	 * @param rules the rules, in order
	 * @param otherwise decides where none matches
	 */
	public RuleSampler(List<SamplingRule> rules, Sampler otherwise) {
		this.rules = List.copyOf(rules);
		this.otherwise = otherwise;
	}

	@Override
	public SamplingResult shouldSample(Context parentContext, String traceId, String name, SpanKind spanKind,
			Attributes attributes, List<LinkData> parentLinks) {
		return sampler(CurrentContext.capture()).shouldSample(parentContext, traceId, name, spanKind, attributes,
				parentLinks);
	}

	private Sampler sampler(ContextSnapshot held) {
		for (SamplingRule rule : this.rules) {
			if (rule.work().test(held)) {
				return rule.sampler();
			}
		}
		return this.otherwise;
	}

	@Override
	public String getDescription() {
		return "RuleSampler{" + this.rules.size() + " rules, otherwise " + this.otherwise.getDescription() + "}";
	}

	@Override
	public String toString() {
		return getDescription();
	}

}
