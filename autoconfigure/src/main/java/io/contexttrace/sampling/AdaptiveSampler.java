package io.contexttrace.sampling;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import io.contexttrace.CurrentContext;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;

/**
 * Records so many traces each second at the most, evenly over the second. A route that
 * has had no trace for some time is given one though the limit has been reached: those
 * are a tenth of the limit at the most, and the others are fewer for it. Safe for use by
 * several threads, which never wait for each other.
 * <p>
 * In any one second there are never more than the limit, a tenth of it after a quiet
 * moment, and a tenth of it for rare routes; in the long run never more than the limit.
 */
public final class AdaptiveSampler implements Sampler {

	private static final double RARE = 0.1;

	private final double tracesPerSecond;

	private final LongSupplier nanoTime;

	private final TraceLimit limit;

	private final RareRoutes rareRoutes;

	/**
	 * Create a sampler.
	 * @param tracesPerSecond the limit, more than 0
	 * @param routeInterval after how long without a trace a route is given one, or 0 for
	 * never
	 */
	public AdaptiveSampler(double tracesPerSecond, Duration routeInterval) {
		this(tracesPerSecond, routeInterval, System::nanoTime);
	}

	AdaptiveSampler(double tracesPerSecond, Duration routeInterval, LongSupplier nanoTime) {
		this.tracesPerSecond = tracesPerSecond;
		this.nanoTime = nanoTime;
		this.limit = new TraceLimit(tracesPerSecond, nanoTime);
		this.rareRoutes = new RareRoutes(routeInterval, tracesPerSecond * RARE, nanoTime);
	}

	@Override
	public SamplingResult shouldSample(Context parentContext, String traceId, String name, SpanKind spanKind,
			Attributes attributes, List<LinkData> parentLinks) {
		return isSampled(Route.of(CurrentContext.capture(), name, spanKind)) ? SamplingResult.recordAndSample()
				: SamplingResult.drop();
	}

	private boolean isSampled(int route) {
		long now = this.nanoTime.getAsLong();
		if (this.limit.tryTake(now)) {
			this.rareRoutes.sampled(route, now);
			return true;
		}
		boolean rare = this.rareRoutes.tryTake(route, now);
		if (rare) {
			this.limit.take(now);
		}
		return rare;
	}

	@Override
	public String getDescription() {
		return "AdaptiveSampler{" + this.tracesPerSecond + " traces per second}";
	}

	@Override
	public String toString() {
		return getDescription();
	}

}
