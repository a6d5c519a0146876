package io.contexttrace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An executor service whose tasks hold what the thread held that handed them in.
 */
class ContextExecutorService implements ExecutorService, AutoCloseable {

	private final ExecutorService executor;

	ContextExecutorService(ExecutorService executor) {
		this.executor = executor;
	}

	@Override
	public void execute(Runnable command) {
		this.executor.execute(CurrentContext.capture().wrap(command));
	}

	@Override
	public <T> Future<T> submit(Callable<T> task) {
		return this.executor.submit(CurrentContext.capture().wrap(task));
	}

	@Override
	public <T> Future<T> submit(Runnable task, T result) {
		return this.executor.submit(CurrentContext.capture().wrap(task), result);
	}

	@Override
	public Future<?> submit(Runnable task) {
		return this.executor.submit(CurrentContext.capture().wrap(task));
	}

	@Override
	public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) throws InterruptedException {
		return this.executor.invokeAll(wrapped(tasks));
	}

	@Override
	public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
			throws InterruptedException {
		return this.executor.invokeAll(wrapped(tasks), timeout, unit);
	}

	@Override
	public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
		return this.executor.invokeAny(wrapped(tasks));
	}

	@Override
	public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
			throws InterruptedException, ExecutionException, TimeoutException {
		return this.executor.invokeAny(wrapped(tasks), timeout, unit);
	}

	private static <T> List<Callable<T>> wrapped(Collection<? extends Callable<T>> tasks) {
		ContextSnapshot snapshot = CurrentContext.capture();
		List<Callable<T>> wrapped = new ArrayList<>(tasks.size());
		tasks.forEach((task) -> wrapped.add(snapshot.wrap(task)));
		return wrapped;
	}

	@Override
	public void shutdown() {
		this.executor.shutdown();
	}

	@Override
	public List<Runnable> shutdownNow() {
		return this.executor.shutdownNow();
	}

	@Override
	public boolean isShutdown() {
		return this.executor.isShutdown();
	}

	@Override
	public boolean isTerminated() {
		return this.executor.isTerminated();
	}

	@Override
	public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
		return this.executor.awaitTermination(timeout, unit);
	}

	// executors can be closed since Java 19; for the common pool that does nothing, where
	// what they inherit would wait forever
	@Override
	public void close() {
		if (!(this.executor instanceof AutoCloseable closeable)) {
			this.executor.shutdown();
			return;
		}
		try {
			closeable.close();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String toString() {
		return "ContextExecutorService[" + this.executor + "]";
	}

}
