package io.contexttrace.test.servlet;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextListener;
import io.contexttrace.Rejection;
import io.contexttrace.Step;

/**
 * Remembers what listeners are told.
 */
class ToldEvents implements ContextListener {

	final List<BusinessContext> issued = new CopyOnWriteArrayList<>();

	final List<Rejection> rejected = new CopyOnWriteArrayList<>();

	final List<Step> steps = new CopyOnWriteArrayList<>();

	@Override
	public void issued(BusinessContext context, String source) {
		this.issued.add(context);
	}

	@Override
	public void rejected(Rejection rejection) {
		this.rejected.add(rejection);
	}

	@Override
	public void finished(Step step) {
		this.steps.add(step);
	}

}
