package io.contexttrace.hop.threads;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.springframework.scheduling.annotation.Async;

/**
 * Work that Spring does asynchronously.
 */
class AsyncWork {

	@Async
	Future<Void> run(Runnable work) {
		work.run();
		return CompletableFuture.completedFuture(null);
	}

}
