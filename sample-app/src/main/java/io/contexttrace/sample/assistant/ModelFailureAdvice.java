package io.contexttrace.sample.assistant;

import com.openai.errors.OpenAIException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers every failure with problem details.
 */
@RestControllerAdvice
class ModelFailureAdvice extends ResponseEntityExceptionHandler {

	private static final Logger failures = LoggerFactory.getLogger(ModelFailureAdvice.class);

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handleModelFailure(OpenAIException ex, WebRequest request) throws Exception {
		failures.warn("The model gave no answer: {}", ex.toString());
		return handleException(ModelFailure.from(ex), request);
	}

}
