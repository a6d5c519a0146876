package io.contexttrace.autoconfigure;

import java.util.stream.Stream;

import io.contexttrace.ai.operation.EmbeddingObservationHandler;
import io.contexttrace.ai.operation.ImageObservationHandler;
import io.contexttrace.ai.operation.NotedToolFailures;
import io.contexttrace.ai.operation.OperationCalls;
import io.contexttrace.ai.operation.RetrievalObservationHandler;
import io.contexttrace.ai.operation.ToolCallObservationHandler;
import io.contexttrace.llm.ContentCapture;
import io.contexttrace.propagation.ObservationSpans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.ai.embedding.observation.EmbeddingModelObservationContext;
import org.springframework.ai.image.observation.ImageModelObservationContext;
import org.springframework.ai.tool.execution.DefaultToolExecutionExceptionProcessor;
import org.springframework.ai.tool.execution.ToolExecutionException;
import org.springframework.ai.tool.execution.ToolExecutionExceptionProcessor;
import org.springframework.ai.tool.observation.ToolCallingObservationContext;
import org.springframework.ai.vectorstore.observation.VectorStoreObservationContext;
import org.springframework.aop.framework.Advised;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The auto-configurations that record what is done beside chats.
 */
class OperationsContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class,
				RecordsContextAutoConfiguration.class, SpringAiContextAutoConfiguration.class,
				ToolsContextAutoConfiguration.class, EmbeddingsContextAutoConfiguration.class,
				VectorStoreContextAutoConfiguration.class, ImagesContextAutoConfiguration.class));

	static Stream<Arguments> handlers() {
		return Stream.of(Arguments.of("tools", ToolCallObservationHandler.class, ToolCallingObservationContext.class),
				Arguments.of("embeddings", EmbeddingObservationHandler.class, EmbeddingModelObservationContext.class),
				Arguments.of("vector-store", RetrievalObservationHandler.class, VectorStoreObservationContext.class),
				Arguments.of("images", ImageObservationHandler.class, ImageModelObservationContext.class));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("handlers")
	void records(String property, Class<?> handler, Class<?> observed) {
		this.contextRunner
			.run((context) -> assertThat(context).hasSingleBean(handler).hasSingleBean(OperationCalls.class));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("handlers")
	void canBeSwitchedOff(String property, Class<?> handler, Class<?> observed) {
		this.contextRunner.withPropertyValues("context-trace." + property + ".enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(handler));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("handlers")
	void masterSwitchSwitchesItOff(String property, Class<?> handler, Class<?> observed) {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(handler));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("handlers")
	void backsOffWithoutTheTechnology(String property, Class<?> handler, Class<?> observed) {
		this.contextRunner.withClassLoader(new FilteredClassLoader(observed))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(handler));
	}

	@Test
	void givesWayToTheApplicationsHandlers() {
		OperationCalls calls = new OperationCalls(() -> {
			throw new IllegalStateException("not needed here");
		}, ContentCapture.NONE, ObservationSpans.none());
		ToolCallObservationHandler tools = new ToolCallObservationHandler(calls);
		EmbeddingObservationHandler embeddings = new EmbeddingObservationHandler(calls);
		RetrievalObservationHandler retrievals = new RetrievalObservationHandler(calls);
		ImageObservationHandler images = new ImageObservationHandler(calls);
		this.contextRunner.withBean("own0", OperationCalls.class, () -> calls)
			.withBean("own1", ToolCallObservationHandler.class, () -> tools)
			.withBean("own2", EmbeddingObservationHandler.class, () -> embeddings)
			.withBean("own3", RetrievalObservationHandler.class, () -> retrievals)
			.withBean("own4", ImageObservationHandler.class, () -> images)
			.run((context) -> {
				assertThat(context.getBean(OperationCalls.class)).isSameAs(calls);
				assertThat(context.getBean(ToolCallObservationHandler.class)).isSameAs(tools);
				assertThat(context.getBean(EmbeddingObservationHandler.class)).isSameAs(embeddings);
				assertThat(context.getBean(RetrievalObservationHandler.class)).isSameAs(retrievals);
				assertThat(context.getBean(ImageObservationHandler.class)).isSameAs(images);
			});
	}

	@Test
	void notesTheFailuresOfTools() {
		this.contextRunner
			.withBean(ToolExecutionExceptionProcessor.class,
					() -> DefaultToolExecutionExceptionProcessor.builder().build())
			.run((context) -> assertThat(isNoted(context.getBean(ToolExecutionExceptionProcessor.class))).isTrue());
		this.contextRunner.withBean(ToolExecutionExceptionProcessor.class, () -> (failure) -> "told the model")
			.run((context) -> assertThat(isNoted(context.getBean(ToolExecutionExceptionProcessor.class))).isTrue());
	}

	@Test
	void leavesTheApplicationsProcessorItsClass() {
		this.contextRunner.withBean(OwnProcessor.class).withBean(FinalProcessor.class).run((context) -> {
			assertThat(isNoted(context.getBean(OwnProcessor.class))).isTrue();
			assertThat(isNoted(context.getBean(FinalProcessor.class))).isFalse();
		});
	}

	private static boolean isNoted(ToolExecutionExceptionProcessor processor) {
		return processor instanceof Advised advised
				&& advised.getAdvisors()[0].getAdvice() instanceof NotedToolFailures;
	}

	/**
	 * The application's own, which others ask for by its class.
	 */
	static class OwnProcessor implements ToolExecutionExceptionProcessor {

		@Override
		public String process(ToolExecutionException failure) {
			return "told the model";
		}

	}

	/**
	 * One for which there can be no proxy.
	 */
	static final class FinalProcessor implements ToolExecutionExceptionProcessor {

		@Override
		public String process(ToolExecutionException failure) {
			return "told the model";
		}

	}

}
