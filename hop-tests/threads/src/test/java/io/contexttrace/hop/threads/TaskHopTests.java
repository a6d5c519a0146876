package io.contexttrace.hop.threads;

import java.util.LinkedHashMap;
import java.util.Map;

import io.contexttrace.hop.HopApplication;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Work that Spring hands over to other threads, in an application as Spring Boot
 * configures it, and work that the application hands over itself.
 */
class TaskHopTests {

	@Test
	void contextAndSpanFollowTheWork() {
		try (HopApplication application = HopApplication.start(ThreadsApplication.class)) {
			Map<String, Hop> hops = new LinkedHashMap<>(TaskHops.ofBoot());
			hops.putAll(WrapperHops.all());
			hops.forEach((what, hop) -> CallingSpan.assertFollows(application, what, hop));
			application.assertThreadsAreClean();
		}
	}

	@Test
	void withoutTheHooksTheContextIsLost() {
		try (HopApplication application = HopApplication.start(ThreadsApplication.class,
				"spring.task.execution.propagate-context=false")) {
			TaskHops.ofBoot().forEach((what, hop) -> {
				application.under("lost", () -> CallingSpan.hand(application, what, hop));
				boolean sameThread = what.equals("event") || what.equals("before-commit")
						|| what.equals("after-commit");
				assertThat(application.sighting(what).all()).as(what).containsOnly(sameThread ? "lost" : null);
			});
		}
	}

}
