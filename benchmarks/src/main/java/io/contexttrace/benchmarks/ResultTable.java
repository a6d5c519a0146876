package io.contexttrace.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * The results of a run as a Markdown table, with each time as a ratio to what it is
 * compared with.
 *
 * @param results the results of JMH
 */
record ResultTable(Collection<RunResult> results) {

	private static final String ALLOCATED = "gc.alloc.rate.norm";

	private static final double TAIL = 99.9;

	private static final Map<String, Set<String>> COMPARED = Map.of("bootUnsampled",
			Set.of("contextTrace", "bothUnsampled"), "bootSampled", Set.of("bothSampled"), "randomUuid",
			Set.of("uuidV7", "uuidV4", "sequence"), "mdcPutAndRemove", Set.of("openAndClose"), "mdcCopyAndWrap",
			Set.of("snapshotAndWrap"));

	@Override
	public String toString() {
		Map<String, RunResult> byName = new TreeMap<>(
				this.results.stream().collect(Collectors.toMap(ResultTable::name, Function.identity())));
		StringBuilder table = new StringBuilder("""

				| benchmark | ns/op | p99.9 | B/op | ratio |
				|---|--:|--:|--:|--:|
				""");
		for (Entry<String, RunResult> result : byName.entrySet()) {
			RunResult reference = byName.get(name(result.getValue().getParams(), reference(result.getValue())));
			table.append(row(result.getKey(), result.getValue(), reference)).append('\n');
		}
		return table.toString();
	}

	private static String row(String name, RunResult result, @Nullable RunResult reference) {
		Result<?> time = result.getPrimaryResult();
		Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
		String tail = (result.getParams().getMode() == Mode.SampleTime)
				? format("%,.0f", time.getStatistics().getPercentile(TAIL)) : "";
		String ratio = (reference != null) ? format("%.2f", time.getScore() / reference.getPrimaryResult().getScore())
				: "";
		return format("| %s | %,.1f ± %,.1f | %s | %s | %s |", name, time.getScore(), time.getScoreError(), tail,
				(allocated != null) ? format("%,.0f", allocated.getScore()) : "", ratio);
	}

	private static String reference(RunResult result) {
		String label = result.getPrimaryResult().getLabel();
		return COMPARED.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().contains(label))
			.map(Entry::getKey)
			.findFirst()
			.orElse("");
	}

	private static String name(RunResult result) {
		return name(result.getParams(), result.getPrimaryResult().getLabel());
	}

	private static String name(BenchmarkParams params, String method) {
		String type = params.getBenchmark().substring(0, params.getBenchmark().lastIndexOf('.'));
		String values = params.getParamsKeys().stream().map(params::getParam).collect(Collectors.joining(", "));
		String mode = (params.getMode() == Mode.SampleTime) ? " (sampled)" : "";
		return type.substring(type.lastIndexOf('.') + 1) + "." + method + (values.isEmpty() ? "" : " " + values) + mode;
	}

	private static String format(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

}
