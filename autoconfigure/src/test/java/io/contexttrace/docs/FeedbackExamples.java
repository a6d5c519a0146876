package io.contexttrace.docs;

import io.contexttrace.CurrentContext;
import io.contexttrace.ai.RequestIds;
import io.contexttrace.ai.evaluation.RecordedEvaluator;
import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.feedback.FeedbackRecorder;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.evaluation.RelevancyEvaluator;
import org.springframework.ai.evaluation.EvaluationRequest;

/**
 * The examples of {@code docs/feedback.md}.
 */
final class FeedbackExamples {

	private FeedbackExamples() {
	}

	record Ratings(FeedbackRecorder feedback) {

		void rated(String requestId, boolean helpful, String comment) {
			this.feedback.record(Feedback.onRequest(requestId, "user_rating")
				.withScore(helpful ? 1 : 0)
				.withLabel(helpful ? "helpful" : "not helpful")
				.withComment(comment));
		}

	}

	record Assistant(ChatClient chatClient) {

		Answer answer(String question) {
			ChatClientResponse response = this.chatClient.prompt(question).call().chatClientResponse();
			return new Answer(response.chatResponse().getResult().getOutput().getText(), RequestIds.of(response));
		}

	}

	record Answer(String text, String requestId) {

	}

	record Judge(ChatClient.Builder builder, FeedbackRecorder feedback, CurrentContext contexts) {

		boolean relevant(ChatClientResponse response, EvaluationRequest request) {
			RecordedEvaluator evaluator = new RecordedEvaluator(new RelevancyEvaluator(this.builder), "relevance",
					this.feedback, this.contexts);
			return evaluator.forRequest(RequestIds.of(response)).evaluate(request).isPass();
		}

	}

}
