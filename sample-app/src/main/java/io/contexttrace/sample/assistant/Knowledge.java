package io.contexttrace.sample.assistant;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextIdGenerator;
import io.contexttrace.CurrentContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * What the assistant knows: the shipped documents. Where they cannot be searched, because
 * the model provider has no embeddings or cannot be reached, it knows nothing.
 */
@Component
class Knowledge {

	private static final Logger logger = LoggerFactory.getLogger(Knowledge.class);

	private static final int SECTIONS = 3;

	private final VectorStore store;

	private final List<Document> documents;

	private final CurrentContext contexts;

	private final ContextIdGenerator ids;

	private boolean stored;

	Knowledge(VectorStore store, @Value("classpath:/knowledge/*.md") Resource[] resources, CurrentContext contexts,
			ContextIdGenerator ids) {
		this.store = store;
		this.documents = Stream.of(resources).map(MarkdownSections::of).flatMap(List::stream).toList();
		this.contexts = contexts;
		this.ids = ids;
	}

	/**
	 * Put the documents into the store, under a context of its own because nobody asked
	 * for it.
	 */
	@EventListener(ApplicationStartedEvent.class)
	void prepare() {
		try (CurrentContext.Scope scope = this.contexts.open(BusinessContext.of(this.ids.generate(), "batch"))) {
			storeOnce();
			logger.info("{} sections of the documents stored", this.documents.size());
		}
		catch (RuntimeException ex) {
			logger.warn("The documents cannot be stored: {}", ex.toString());
		}
	}

	/**
	 * Find what the documents say.
	 * @param question what somebody wants to know
	 * @return the sections that have most to do with it
	 */
	String about(String question) {
		try {
			storeOnce();
			return this.store.similaritySearch(SearchRequest.builder().query(question).topK(SECTIONS).build())
				.stream()
				.map(Document::getText)
				.collect(Collectors.joining("\n\n"));
		}
		catch (RuntimeException ex) {
			logger.warn("The documents cannot be searched: {}", ex.toString());
			return "";
		}
	}

	private synchronized void storeOnce() {
		if (!this.stored) {
			this.store.add(this.documents);
			this.stored = true;
		}
	}

}
