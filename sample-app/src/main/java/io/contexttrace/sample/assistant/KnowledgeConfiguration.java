package io.contexttrace.sample.assistant;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.micrometer.observation.ObservationRegistry;

import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/**
 * Puts the shipped documents into a vector store, section by section.
 */
@Configuration(proxyBeanMethods = false)
class KnowledgeConfiguration {

	private static final Pattern SECTION = Pattern.compile("(?m)^(?=## )");

	@Bean
	VectorStore knowledge(EmbeddingModel model, ObservationRegistry observations,
			@Value("classpath:/knowledge/*.md") Resource[] resources) throws IOException {
		List<Document> sections = new ArrayList<>();
		for (Resource resource : resources) {
			sections.addAll(sections(resource));
		}
		VectorStore store = SimpleVectorStore.builder(model).observationRegistry(observations).build();
		store.add(sections);
		return store;
	}

	private static List<Document> sections(Resource resource) throws IOException {
		List<String> parts = SECTION.splitAsStream(resource.getContentAsString(StandardCharsets.UTF_8)).toList();
		String title = parts.get(0);
		return parts.stream()
			.skip(1)
			.map((part) -> new Document(title + part, Map.of("source", String.valueOf(resource.getFilename()))))
			.toList();
	}

}
