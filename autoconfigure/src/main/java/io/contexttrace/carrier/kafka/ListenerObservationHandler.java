package io.contexttrace.carrier.kafka;

import java.util.ArrayDeque;
import java.util.Deque;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;

import org.springframework.kafka.support.micrometer.KafkaRecordReceiverContext;

/**
 * Takes what a record is for to where Spring Kafka goes on with its observation: to the
 * reply to a record whose listener answers later, and to the error handler if such a
 * listener fails. Safe for use by several threads.
 */
public final class ListenerObservationHandler implements ObservationHandler<KafkaRecordReceiverContext> {

	private static final ThreadLocal<Deque<CurrentContext.Scope>> SCOPES = ThreadLocal.withInitial(ArrayDeque::new);

	static void hold(Observation.Context context, ContextSnapshot snapshot) {
		context.put(ContextSnapshot.class, snapshot);
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof KafkaRecordReceiverContext;
	}

	// inside a transaction the interceptor was called before
	@Override
	public void onStart(KafkaRecordReceiverContext context) {
		ContextSnapshot held = CurrentContext.capture();
		if (!held.isEmpty()) {
			hold(context, held);
		}
	}

	@Override
	public void onScopeOpened(KafkaRecordReceiverContext context) {
		ContextSnapshot held = context.get(ContextSnapshot.class);
		SCOPES.get().push((held != null) ? held.open() : () -> {
		});
	}

	@Override
	public void onScopeClosed(KafkaRecordReceiverContext context) {
		Deque<CurrentContext.Scope> open = SCOPES.get();
		CurrentContext.Scope scope = open.poll();
		if (scope != null) {
			scope.close();
		}
		if (open.isEmpty()) {
			SCOPES.remove();
		}
	}

}
