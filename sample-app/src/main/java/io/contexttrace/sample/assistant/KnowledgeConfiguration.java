package io.contexttrace.sample.assistant;

import io.micrometer.observation.ObservationRegistry;

import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The store that the documents are searched in.
 */
@Configuration(proxyBeanMethods = false)
class KnowledgeConfiguration {

	@Bean
	VectorStore vectorStore(EmbeddingModel model, ObservationRegistry observations) {
		return SimpleVectorStore.builder(model).observationRegistry(observations).build();
	}

}
