package io.contexttrace.carrier.servlet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;

/**
 * Takes the context of a request to the thread that computes its answer, whichever
 * executor that thread belongs to. Safe for use by several threads.
 */
public final class ContextCallableInterceptor implements CallableProcessingInterceptor {

	private static final String ATTRIBUTE = ContextCallableInterceptor.class.getName();

	private static final ThreadLocal<@Nullable Deque<CurrentContext.Scope>> OPENED = new ThreadLocal<>();

	private final FaultBarrier barrier = new FaultBarrier();

	@Override
	public <T> void beforeConcurrentHandling(NativeWebRequest request, Callable<T> task) {
		request.setAttribute(ATTRIBUTE, CurrentContext.capture().handOver(), RequestAttributes.SCOPE_REQUEST);
	}

	@Override
	public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
		// the request may be over already
		this.barrier.run(this, () -> open(request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST)));
	}

	private void open(@Nullable Object handedOver) {
		if (handedOver instanceof Supplier<?> supplier) {
			Deque<CurrentContext.Scope> opened = OPENED.get();
			if (opened == null) {
				opened = new ArrayDeque<>();
				OPENED.set(opened);
			}
			opened.push((CurrentContext.Scope) supplier.get());
		}
	}

	@Override
	public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object concurrentResult) {
		Deque<CurrentContext.Scope> opened = OPENED.get();
		if (opened != null) {
			opened.pop().close();
			if (opened.isEmpty()) {
				OPENED.remove();
			}
		}
	}

}
