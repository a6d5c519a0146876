package io.contexttrace.hop.threads;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.contexttrace.ContextExecutors;
import io.contexttrace.hop.HopApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Work that Spring hands over to virtual threads, and work that the application does.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadHopTests {

	private static final String VIRTUAL = "spring.threads.virtual.enabled=true";

	@Test
	void contextAndSpanFollowTheWork() {
		try (HopApplication application = HopApplication.start(ThreadsApplication.class, VIRTUAL)) {
			TaskHops.ofBoot().forEach((what, hop) -> CallingSpan.assertFollows(application, what, hop));
			CallingSpan.assertFollows(application, "virtual-threads", VirtualThreadHopTests::onVirtualThread);
			application.assertThreadsAreClean();
		}
	}

	@Test
	void withoutTheHookSchedulersLoseTheContext() {
		try (HopApplication application = HopApplication.start(ThreadsApplication.class, VIRTUAL,
				"context-trace.task.enabled=false")) {
			Map<String, Hop> hops = TaskHops.ofScheduler("taskScheduler");
			hops.remove("taskScheduler-delay");
			hops.forEach((what, hop) -> {
				application.under("lost", () -> CallingSpan.hand(application, what, hop));
				assertThat(application.sighting(what).all()).as(what).containsOnlyNulls();
			});
		}
	}

	// by reflection, because these tests are compiled for Java 17
	private static void onVirtualThread(HopApplication application, Runnable work) throws Exception {
		Method factory = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
		ExecutorService executor = ContextExecutors.wrap((ExecutorService) factory.invoke(null));
		executor.submit(work).get();
		executor.shutdown();
	}

}
