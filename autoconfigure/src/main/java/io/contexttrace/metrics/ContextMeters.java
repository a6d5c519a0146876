package io.contexttrace.metrics;

import java.util.Locale;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextListener;
import io.contexttrace.Rejection;
import io.contexttrace.Step;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * Counts issued and refused contexts, skipped headers, lost records and redactions, and
 * measures steps, under the names in {@link MeterNames}. Safe for use by several threads.
 */
public final class ContextMeters implements ContextListener {

	private final MeterRegistry registry;

	private final TagValues tagValues;

	private final MeterFamily<Pair, Counter> issued;

	private final MeterFamily<Rejection, Counter> rejected;

	private final MeterFamily<Pair, Counter> dropped;

	private final MeterFamily<String, Counter> redactions;

	private final MeterFamily<Pair, Counter> skipped;

	private final MeterFamily<StepTags, Timer> steps;

	/**
	 * Create a listener that measures.
	 * @param registry where the meters are registered, each when it is first needed
	 * @param maxTagValues how many different values each tag can have, at least 1; the
	 * rest is {@value MeterNames#OTHER}
	 */
	public ContextMeters(MeterRegistry registry, int maxTagValues) {
		this.registry = registry;
		this.tagValues = new TagValues(maxTagValues);
		this.issued = new MeterFamily<>(
				(key) -> counter(MeterNames.CONTEXT_ISSUED, "Contexts that were issued because none came",
						Tags.of(MeterNames.KIND, key.first(), MeterNames.SOURCE, key.second())));
		this.rejected = new MeterFamily<>(
				(key) -> counter(MeterNames.CONTEXT_REJECTED, "Received contexts that were refused",
						Tags.of(MeterNames.CARRIER, key.carrier(), MeterNames.REASON, lowerCase(key.reason()))));
		this.dropped = new MeterFamily<>((key) -> counter(MeterNames.RECORDS_DROPPED, "Records that were lost",
				Tags.of(MeterNames.SINK, key.first(), MeterNames.REASON, key.second())));
		this.redactions = new MeterFamily<>((type) -> counter(MeterNames.REDACTIONS,
				"Secrets that were taken out of records", Tags.of(MeterNames.TYPE, type)));
		this.skipped = new MeterFamily<>(
				(key) -> counter(MeterNames.HEADERS_SKIPPED, "Headers that were not written, because there was no room",
						Tags.of(MeterNames.CARRIER, key.first(), MeterNames.REASON, key.second())));
		this.steps = new MeterFamily<>(this::timer);
	}

	@Override
	public void issued(BusinessContext context, String source) {
		this.issued.get(new Pair(cap(MeterNames.KIND, context.kind()), cap(MeterNames.SOURCE, source))).increment();
	}

	@Override
	public void rejected(Rejection rejection) {
		this.rejected.get(new Rejection(cap(MeterNames.CARRIER, rejection.carrier()), rejection.reason())).increment();
	}

	@Override
	public void finished(Step step) {
		StepTags tags = new StepTags(cap(MeterNames.KIND, step.context().kind()),
				cap(MeterNames.STEP_NAME, step.name()), step.outcome());
		this.steps.get(tags).record(step.duration());
	}

	@Override
	public void lost(String sink, String reason, long count) {
		this.dropped.get(new Pair(cap(MeterNames.SINK, sink), cap(MeterNames.REASON, reason)))
			.increment((double) count);
	}

	@Override
	public void redacted(String type, long count) {
		this.redactions.get(cap(MeterNames.TYPE, type)).increment((double) count);
	}

	@Override
	public void skipped(String carrier, String reason) {
		this.skipped.get(new Pair(cap(MeterNames.CARRIER, carrier), cap(MeterNames.REASON, reason))).increment();
	}

	private String cap(String tag, String value) {
		return this.tagValues.cap(tag, value);
	}

	private Counter counter(String name, String description, Tags tags) {
		return Counter.builder(name).description(description).tags(tags).register(this.registry);
	}

	private Timer timer(StepTags key) {
		return Timer.builder(MeterNames.STEP_DURATION)
			.description("Time that a step under a context took")
			.serviceLevelObjectives(DurationBuckets.all())
			.tags(MeterNames.KIND, key.kind(), MeterNames.STEP_NAME, key.name(), MeterNames.OUTCOME,
					lowerCase(key.outcome()))
			.register(this.registry);
	}

	private static String lowerCase(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	private record Pair(String first, String second) {

	}

	private record StepTags(String kind, String name, Step.Outcome outcome) {

	}

}
