package io.contexttrace.carrier.servlet;

import java.io.IOException;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Clears the thread when Tomcat is done with a dispatch. This lets {@link ContextFilter}
 * leave the context of a failed request bound until Tomcat has logged the failure. Safe
 * for use by several threads.
 */
public final class ContextValve extends ValveBase {

	/**
	 * Create a valve that supports asynchronous requests.
	 */
	public ContextValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		ContextSnapshot before = CurrentContext.capture();
		RequestContext.guard(request);
		try {
			getNext().invoke(request, response);
		}
		finally {
			CurrentContext.restore(before);
		}
	}

}
