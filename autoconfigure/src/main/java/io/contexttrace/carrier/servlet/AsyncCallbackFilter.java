package io.contexttrace.carrier.servlet;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Lets what the container calls back about an asynchronous request hold the request's
 * context: the end, a timeout and an error of a {@code DeferredResult} or an
 * {@code SseEmitter}, for example, which arrive on a thread of the container.
 */
public final class AsyncCallbackFilter extends OncePerRequestFilter {

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		boolean wrapped = WebUtils.getNativeRequest(request, ContextAsyncRequest.class) != null;
		chain.doFilter(wrapped ? request : new ContextAsyncRequest(request), response);
	}

}
