package io.contexttrace.autoconfigure;

import io.contexttrace.ai.operation.OperationCalls;
import io.contexttrace.llm.LlmCallRecorder;
import io.contexttrace.propagation.ObservationSpans;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/**
 * What the records of all operations beside chats need.
 */
@Configuration(proxyBeanMethods = false)
class OperationCallsConfiguration {

	@Bean
	@ConditionalOnMissingBean
	OperationCalls operationCalls(ObjectProvider<LlmCallRecorder> recorder, ContextTraceProperties properties,
			ObjectProvider<ObservationSpans> spans) {
		return new OperationCalls(SingletonSupplier.of(recorder::getObject), properties.content().capture(),
				spans.getIfAvailable(ObservationSpans::none));
	}

}
