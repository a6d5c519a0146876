package io.contexttrace.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.prompt.ChatOptions;

/**
 * How much memory it takes to follow many calls at once while nothing is served: ten
 * thousand streams are under way, then all of them end while the sink stands still. The
 * heap is read after a collection, with Context Trace and without, in turn.
 */
public final class CallsInFlight {

	private static final int CALLS = 10_000;

	private static final String QUESTION = "What does the warranty of the lamp cover? ".repeat(48);

	private CallsInFlight() {
	}

	/**
	 * Measure, and print a table.
	 * @param args none
	 * @throws InterruptedException if it is interrupted
	 */
	public static void main(String[] args) throws InterruptedException {
		System.out.println("| followed by | 10,000 streams under way, MB | ended, sink stopped, MB |");
		System.out.println("|---|--:|--:|");
		for (Followers followers : Followers.values()) {
			measure(followers);
		}
	}

	private static void measure(Followers followers) throws InterruptedException {
		CountDownLatch open = new CountDownLatch(1);
		try (ChatApplication application = ChatApplication.start(() -> await(open), followers.properties())) {
			ChatClient client = application.client(followers.advisors());
			client.prompt(QUESTION).call().content();
			long before = used();
			for (int i = 0; i < CALLS; i++) {
				subscribe(client, i);
			}
			long under = used() - before;
			application.bean(StubModel.class).endAll();
			long after = used() - before;
			System.out.println(
					String.format(Locale.ROOT, "| %s | %.1f | %.1f |", followers, megabytes(under), megabytes(after)));
			open.countDown();
		}
	}

	// each has a question of its own, which the application holds as well
	private static void subscribe(ChatClient client, int number) {
		client.prompt(QUESTION + number)
			.options(ChatOptions.builder().maxTokens(StubModel.UNTIL_ENDED))
			.stream()
			.content()
			.subscribe();
	}

	private static void await(CountDownLatch open) {
		try {
			open.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static long used() throws InterruptedException {
		for (int i = 0; i < 3; i++) {
			System.gc();
			Thread.sleep(200);
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	private static double megabytes(long bytes) {
		return bytes / 1_000_000.0;
	}

}
