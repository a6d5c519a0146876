package io.contexttrace.carrier.sqs;

import java.lang.reflect.Method;
import java.util.List;

import io.awspring.cloud.sqs.config.EndpointRegistrar;
import io.awspring.cloud.sqs.config.SqsListenerConfigurer;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.support.DefaultMessageHandlerMethodFactory;
import org.springframework.messaging.handler.annotation.support.MessageHandlerMethodFactory;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;

/**
 * Lets the methods with {@code @SqsListener} work under the context of what they get.
 * Interceptors and error handlers run on other threads than a listener now and then, and
 * so the method itself is surrounded.
 *
 * @param works opens the work
 */
public record ContextListenerConfigurer(ListenerWork works) implements SqsListenerConfigurer {

	@Override
	public void configure(EndpointRegistrar registrar) {
		registrar.setMessageHandlerMethodFactory(
				new ContextMethodFactory(registrar.getMessageHandlerMethodFactory(), this.works));
	}

	/**
	 * Passes the argument resolvers, which are set only on a default factory, to the
	 * factory that makes the methods.
	 */
	private static final class ContextMethodFactory extends DefaultMessageHandlerMethodFactory {

		private final MessageHandlerMethodFactory delegate;

		private final ListenerWork works;

		private ContextMethodFactory(MessageHandlerMethodFactory delegate, ListenerWork works) {
			this.delegate = delegate;
			this.works = works;
		}

		@Override
		public void setArgumentResolvers(@Nullable List<HandlerMethodArgumentResolver> argumentResolvers) {
			super.setArgumentResolvers(argumentResolvers);
			if (this.delegate instanceof DefaultMessageHandlerMethodFactory factory) {
				factory.setArgumentResolvers(argumentResolvers);
			}
		}

		@Override
		public void afterPropertiesSet() {
			super.afterPropertiesSet();
			if (this.delegate instanceof DefaultMessageHandlerMethodFactory factory) {
				factory.afterPropertiesSet();
			}
		}

		@Override
		public InvocableHandlerMethod createInvocableHandlerMethod(Object bean, Method method) {
			return new ContextMethod(this.delegate.createInvocableHandlerMethod(bean, method), this.works);
		}

	}

	private static final class ContextMethod extends InvocableHandlerMethod {

		private final InvocableHandlerMethod delegate;

		private final ListenerWork works;

		private ContextMethod(InvocableHandlerMethod delegate, ListenerWork works) {
			super(delegate);
			this.delegate = delegate;
			this.works = works;
		}

		@Override
		@SuppressWarnings("NullAway") // does not see that the arguments may be null
		public @Nullable Object invoke(Message<?> message, @Nullable Object... providedArgs) throws Exception {
			return WorkCalls.<@Nullable Object>call(this.works.listener(message),
					() -> this.delegate.invoke(message, providedArgs));
		}

	}

}
