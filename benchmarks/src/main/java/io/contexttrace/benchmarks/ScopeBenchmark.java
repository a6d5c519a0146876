package io.contexttrace.benchmarks;

import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.MdcFieldNames;
import io.contexttrace.MdcFields;
import io.contexttrace.propagation.ContextThreadLocalAccessor;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;
import org.slf4j.MDC;

import org.springframework.util.Assert;

/**
 * Binding a context to a thread and taking it to another one, beside the same by hand
 * with the MDC alone. Both sides of the hand-over run on one thread, so that the figures
 * are those of the context and not of the scheduler.
 */
public class ScopeBenchmark extends MeasuredBenchmark {

	private final CurrentContext contexts = new CurrentContext(List.of(new MdcFields(MdcFieldNames.DEFAULT)));

	private final BusinessContext context = new BusinessContext(new ContextId("0199a6f2-3b1c-7d45-8e21-5f0c9b7a6d34"),
			"session", null, "mXc3Vx0nQ6yJ8tYb1uVfHg", Map.of());

	private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder()
		.contextRegistry(new ContextRegistry().registerThreadLocalAccessor(new ContextThreadLocalAccessor()))
		.build();

	/**
	 * Make sure that the fields really go to a log.
	 */
	@Setup
	public void checkMdc() {
		Assert.state(MDC.getMDCAdapter() instanceof LogbackMDCAdapter, "The MDC is not Logback's");
	}

	/**
	 * Bind a context and release it.
	 * @param blackhole takes the id that the work sees
	 */
	@Benchmark
	public void openAndClose(Blackhole blackhole) {
		try (CurrentContext.Scope scope = this.contexts.open(this.context)) {
			blackhole.consume(CurrentContext.get());
		}
	}

	/**
	 * For comparison: put the same three fields into the MDC and remove them.
	 * @param blackhole takes the id that the work sees
	 */
	@Benchmark
	public void mdcPutAndRemove(Blackhole blackhole) {
		HandwrittenMdc.put(this.context);
		blackhole.consume(MDC.get(MdcFieldNames.DEFAULT.contextId()));
		HandwrittenMdc.remove();
	}

	/**
	 * Bind a context, wrap a task with it, release it, and run the task.
	 * @param blackhole takes the id that the task sees
	 */
	@Benchmark
	public void snapshotAndWrap(Blackhole blackhole) {
		Runnable task;
		try (CurrentContext.Scope scope = this.contexts.open(this.context)) {
			task = this.snapshots.captureAll().wrap(() -> blackhole.consume(CurrentContext.get()));
		}
		task.run();
	}

	/**
	 * For comparison: put the fields into the MDC, wrap a task with a copy of it, remove
	 * them, and run the task.
	 * @param blackhole takes the id that the task sees
	 */
	@Benchmark
	public void mdcCopyAndWrap(Blackhole blackhole) {
		HandwrittenMdc.put(this.context);
		Runnable task = HandwrittenMdc.wrap(() -> blackhole.consume(MDC.get(MdcFieldNames.DEFAULT.contextId())));
		HandwrittenMdc.remove();
		task.run();
	}

}
