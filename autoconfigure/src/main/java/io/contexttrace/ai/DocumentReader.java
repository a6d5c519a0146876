package io.contexttrace.ai;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.contexttrace.llm.LlmContent;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.document.Document;

/**
 * Reads what was retrieved for a model, as Spring AI's advisors leave it behind.
 */
final class DocumentReader {

	/**
	 * Where {@code QuestionAnswerAdvisor} leaves them.
	 */
	private static final String QUESTION_ANSWER = "qa_retrieved_documents";

	/**
	 * Where {@code RetrievalAugmentationAdvisor} leaves them.
	 */
	private static final String RETRIEVAL_AUGMENTATION = "rag_document_context";

	private static final int MAX_DOCUMENTS = 1000;

	private DocumentReader() {
	}

	static @Nullable Object retrieved(Map<String, ? extends @Nullable Object> advisorContext) {
		Object documents = advisorContext.get(QUESTION_ANSWER);
		return (documents != null) ? documents : advisorContext.get(RETRIEVAL_AUGMENTATION);
	}

	static List<LlmContent.Document> documents(@Nullable Object retrieved) {
		return (retrieved instanceof Collection<?> documents) ? documents.stream()
			.limit(MAX_DOCUMENTS)
			.filter(Document.class::isInstance)
			.map(Document.class::cast)
			.map((document) -> new LlmContent.Document(document.getId(), document.getScore()))
			.toList() : List.of();
	}

}
