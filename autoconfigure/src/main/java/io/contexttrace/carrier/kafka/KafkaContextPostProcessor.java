package io.contexttrace.carrier.kafka;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.contexttrace.FaultBarrier;
import io.contexttrace.propagation.ContextCrossing;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.kafka.config.AbstractKafkaListenerContainerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.core.RoutingKafkaTemplate;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/**
 * Hooks Context Trace into the application's producer factories, templates, container
 * factories and containers, whoever has made them. Interceptors that are there already
 * are called inside.
 */
public final class KafkaContextPostProcessor implements BeanPostProcessor {

	private final Supplier<ContextCrossing> crossing;

	private final Supplier<ListenerHooks> hooks;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create a post-processor.
	 * @param crossing gives what writes headers, when the first record is sent
	 * @param hooks gives what opens work, when the first record has come
	 */
	public KafkaContextPostProcessor(Supplier<ContextCrossing> crossing, Supplier<ListenerHooks> hooks) {
		this.crossing = crossing;
		this.hooks = hooks;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		this.barrier.run(this, () -> hook(bean));
		return bean;
	}

	private void hook(Object bean) {
		if (bean instanceof ProducerFactory<?, ?> factory) {
			hook(factory);
		}
		else if (bean instanceof KafkaTemplate<?, ?> template && !(bean instanceof RoutingKafkaTemplate)) {
			hook(template.getProducerFactory());
		}
		else if (bean instanceof AbstractKafkaListenerContainerFactory<?, ?, ?> factory) {
			hook(factory);
		}
		else if (bean instanceof AbstractMessageListenerContainer<?, ?> container) {
			hook(container);
		}
	}

	private <K, V> void hook(ProducerFactory<K, V> factory) {
		if (factory.getPostProcessors().stream().noneMatch(ContextProducers.class::isInstance)) {
			factory.addPostProcessor(new ContextProducers<>(this.crossing));
		}
	}

	private <K, V> void hook(AbstractKafkaListenerContainerFactory<?, K, V> factory) {
		if (!(factory.getRecordInterceptor() instanceof ContextRecordInterceptor)) {
			factory.setRecordInterceptor(new ContextRecordInterceptor<>(this.hooks,
					observed(factory.getContainerProperties()), factory.getRecordInterceptor()));
		}
		if (!(factory.getBatchInterceptor() instanceof ContextBatchInterceptor)) {
			factory.setBatchInterceptor(new ContextBatchInterceptor<>(this.hooks, factory.getBatchInterceptor()));
		}
	}

	private <K, V> void hook(AbstractMessageListenerContainer<K, V> container) {
		if (!(container.getRecordInterceptor() instanceof ContextRecordInterceptor)) {
			container.setRecordInterceptor(new ContextRecordInterceptor<>(this.hooks,
					observed(container.getContainerProperties()), container.getRecordInterceptor()));
		}
		if (!(container.getBatchInterceptor() instanceof ContextBatchInterceptor)) {
			container.setBatchInterceptor(new ContextBatchInterceptor<>(this.hooks, container.getBatchInterceptor()));
		}
	}

	// asked late, because properties can be set until the container is started
	private static BooleanSupplier observed(ContainerProperties properties) {
		return () -> properties.isObservationEnabled() || !properties.getObservationRegistry().isNoop();
	}

}
