package io.contexttrace.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * The results of a run as a Markdown table, with each CPU time as a ratio to that of what
 * it is compared with.
 *
 * @param results the results of JMH
 */
record ResultTable(Collection<RunResult> results) {

	private static final String ALLOCATED = "gc.alloc.rate.norm";

	private static final Map<String, String> REFERENCES = Map.ofEntries(Map.entry("CONTEXT_TRACE", "BOOT_UNSAMPLED"),
			Map.entry("BOTH_UNSAMPLED", "BOOT_UNSAMPLED"), Map.entry("BOTH_SAMPLED", "BOOT_SAMPLED"),
			Map.entry("uuidV7", "randomUuid"), Map.entry("uuidV4", "randomUuid"), Map.entry("sequence", "randomUuid"),
			Map.entry("WITHOUT_CONTENT", "TWO_ADVISORS"), Map.entry("WITH_CONTENT", "TWO_ADVISORS"),
			Map.entry("TWO_ADVISORS", "SPRING_AI"), Map.entry("onePass", "replaceAll"),
			Map.entry("LIMIT_REACHED", "TRACE_ID_RATIO"), Map.entry("UNDER_LIMIT", "TRACE_ID_RATIO"),
			Map.entry("RULES", "TRACE_ID_RATIO"), Map.entry("parseOwn", "parseSdk"),
			Map.entry("formatOwn", "formatSdk"), Map.entry("extractOwn", "extractOpenTelemetry"),
			Map.entry("injectOwn", "injectOpenTelemetry"), Map.entry("openAndClose", "mdcPutAndRemove"),
			Map.entry("snapshotAndWrap", "mdcCopyAndWrap"));

	@Override
	public String toString() {
		Map<String, RunResult> byName = new TreeMap<>(
				this.results.stream().collect(Collectors.toMap(ResultTable::name, Function.identity())));
		StringBuilder table = new StringBuilder("""

				| benchmark | ns/op | CPU ns/op | B/op | CPU ratio |
				|---|--:|--:|--:|--:|
				""");
		byName.forEach((name, result) -> table.append(row(name, result, byName.get(reference(name)))).append('\n'));
		return table.toString();
	}

	private static String row(String name, RunResult result, @Nullable RunResult reference) {
		Result<?> time = result.getPrimaryResult();
		if (result.getParams().getMode() == Mode.SampleTime) {
			return format("| %s | p50 %,.0f, p99 %,.0f, p99.9 %,.0f | | | |", name,
					time.getStatistics().getPercentile(50), time.getStatistics().getPercentile(99),
					time.getStatistics().getPercentile(99.9));
		}
		Result<?> cpu = secondary(result, CpuTimeProfiler.CPU_TIME);
		String ratio = (reference != null)
				? format("%.2f", cpu.getScore() / secondary(reference, CpuTimeProfiler.CPU_TIME).getScore()) : "";
		return format("| %s | %,.1f ± %,.1f | %,.1f ± %,.1f | %,.0f | %s |", name, time.getScore(),
				time.getScoreError(), cpu.getScore(), cpu.getScoreError(), secondary(result, ALLOCATED).getScore(),
				ratio);
	}

	private static Result<?> secondary(RunResult result, String name) {
		return Objects.requireNonNull(result.getSecondaryResults().get(name), name);
	}

	private static String reference(String name) {
		return REFERENCES.entrySet()
			.stream()
			.filter((entry) -> name.contains(entry.getKey()))
			.map((entry) -> name.replace(entry.getKey(), entry.getValue()))
			.findFirst()
			.orElse("");
	}

	private static String name(RunResult result) {
		BenchmarkParams params = result.getParams();
		String benchmark = params.getBenchmark().substring(ResultTable.class.getPackageName().length() + 1);
		String values = params.getParamsKeys().stream().map(params::getParam).collect(Collectors.joining(", "));
		return (benchmark + " " + values + ((params.getMode() == Mode.SampleTime) ? "(sampled)" : "")).trim();
	}

	private static String format(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

}
