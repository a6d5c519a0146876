package io.contexttrace.benchmarks;

import java.time.Duration;
import java.util.List;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.sampling.AdaptiveSampler;
import io.contexttrace.sampling.RuleSampler;
import io.contexttrace.sampling.SamplingRule;
import io.contexttrace.sampling.ServedPath;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The decision on a new trace, on a thread that serves a request under a context.
 */
public class SamplerBenchmark extends MeasuredBenchmark {

	@Param
	private Strategy strategy = Strategy.TRACE_ID_RATIO;

	private Sampler sampler = Sampler.alwaysOff();

	// not final, because the compiler must not know it
	private String traceId = "0af7651916cd43dd8448eb211c80319c";

	/**
	 * Make the sampler.
	 */
	@Setup
	public void makeSampler() {
		this.sampler = this.strategy.sampler();
	}

	/**
	 * Decide.
	 * @param request the request that the thread serves
	 * @return the decision
	 */
	@Benchmark
	public SamplingResult decide(Request request) {
		return this.sampler.shouldSample(Context.root(), this.traceId, "", SpanKind.SERVER, Attributes.empty(),
				List.of());
	}

	/**
	 * What decides.
	 */
	public enum Strategy {

		/**
		 * OpenTelemetry's sampler of a fixed ratio, to compare with.
		 */
		TRACE_ID_RATIO {

			@Override
			Sampler sampler() {
				return Sampler.traceIdRatioBased(0.1);
			}

		},

		/**
		 * The default limit, which is reached all the time.
		 */
		LIMIT_REACHED {

			@Override
			Sampler sampler() {
				return new AdaptiveSampler(100, Duration.ofMinutes(1));
			}

		},

		/**
		 * A limit that is never reached, so that all threads write to it.
		 */
		UNDER_LIMIT {

			@Override
			Sampler sampler() {
				return new AdaptiveSampler(1e9, Duration.ofMinutes(1));
			}

		},

		/**
		 * Two rules that do not match, one of them by the path, and then the default
		 * limit.
		 */
		RULES {

			@Override
			Sampler sampler() {
				ServedPath path = new ServedPath(PathPatternParser.defaultInstance.parse("/parcels/{id}/**"));
				return new RuleSampler(List.of(new SamplingRule(SamplingRule.kind("batch"), Sampler.alwaysOn()),
						new SamplingRule(path, Sampler.alwaysOn())), LIMIT_REACHED.sampler());
			}

		};

		abstract Sampler sampler();

	}

	/**
	 * A request that a thread serves.
	 */
	@State(Scope.Thread)
	public static class Request {

		private CurrentContext.Scope scope = () -> {
		};

		/**
		 * Bind its context.
		 */
		@Setup
		public void open() {
			BusinessContext context = BusinessContext.of(new ContextId("case-4711"), "session");
			this.scope = new CurrentContext(List.of()).snapshot(context, null)
				.withServedPath("/orders/4711/items")
				.open();
		}

		/**
		 * Let go of it.
		 */
		@TearDown
		public void close() {
			this.scope.close();
		}

	}

}
