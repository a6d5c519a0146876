package io.contexttrace.carrier.task;

import org.springframework.core.Ordered;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Gives each run of each scheduled task a context of its own, whether the task comes from
 * an annotation or from a configurer of the application, and whichever scheduler runs it.
 * It comes last, because the application's configurers may choose the scheduler.
 */
public final class ScheduledTaskConfigurer implements SchedulingConfigurer, Ordered {

	private final ScheduledContexts contexts;

	/**
	 * Create a configurer.
	 * @param contexts makes the contexts
	 */
	public ScheduledTaskConfigurer(ScheduledContexts contexts) {
		this.contexts = contexts;
	}

	@Override
	public void configureTasks(ScheduledTaskRegistrar registrar) {
		TaskScheduler scheduler = registrar.getScheduler();
		if (scheduler != null && !(scheduler instanceof ContextTaskScheduler)) {
			registrar.setTaskScheduler(new ContextTaskScheduler(scheduler, this.contexts));
		}
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
