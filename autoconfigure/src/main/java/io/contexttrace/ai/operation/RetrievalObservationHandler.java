package io.contexttrace.ai.operation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRequest;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.observation.VectorStoreObservationContext;

/**
 * Records each query to a vector store. What is added to a store or deleted from it is
 * not recorded. Safe for use by several threads.
 */
public final class RetrievalObservationHandler extends OperationObservationHandler<VectorStoreObservationContext> {

	/**
	 * What the records give as their operation.
	 */
	public static final String OPERATION = "retrieval";

	/**
	 * Create a handler.
	 * @param calls makes the records
	 */
	public RetrievalObservationHandler(OperationCalls calls) {
		super(OPERATION, calls);
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof VectorStoreObservationContext store
				&& store.getOperationName().equals(VectorStoreObservationContext.Operation.QUERY.value());
	}

	@Override
	LlmRequest request(VectorStoreObservationContext context) {
		SearchRequest query = context.getQueryRequest();
		Map<String, Object> parameters = new LinkedHashMap<>();
		put(parameters, "collection", context.getCollectionName());
		put(parameters, "similarityMetric", context.getSimilarityMetric());
		if (query != null) {
			parameters.put("topK", query.getTopK());
			put(parameters, "similarityThreshold",
					(query.getSimilarityThreshold() > SearchRequest.SIMILARITY_THRESHOLD_ACCEPT_ALL)
							? query.getSimilarityThreshold() : null);
		}
		return new LlmRequest(OPERATION, context.getDatabaseSystem(), null, false, parameters);
	}

	@Override
	LlmContent content(VectorStoreObservationContext context) {
		SearchRequest query = context.getQueryRequest();
		List<Document> found = context.getQueryResponse();
		return new LlmContent(
				(query != null) ? List.of(new LlmContent.Message("user", LlmContent.Text.of(query.getQuery())))
						: List.of(),
				List.of(),
				(found != null) ? found.stream().map(RetrievalObservationHandler::found).toList() : List.of(), null);
	}

	private static LlmContent.Document found(Document document) {
		return new LlmContent.Document(document.getId(), document.getScore());
	}

	private static void put(Map<String, Object> parameters, String name, @Nullable Object value) {
		if (value != null) {
			parameters.put(name, value);
		}
	}

}
