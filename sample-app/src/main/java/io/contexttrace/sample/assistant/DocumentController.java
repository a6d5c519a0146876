package io.contexttrace.sample.assistant;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * {@code POST /documents}, plain text or JSON.
 */
@RestController
class DocumentController {

	private final DocumentPipeline pipeline;

	DocumentController(DocumentPipeline pipeline) {
		this.pipeline = pipeline;
	}

	@PostMapping(path = "/documents", consumes = MediaType.APPLICATION_JSON_VALUE)
	ProcessedDocument process(@RequestBody NewDocument document) {
		return process(document.text());
	}

	@PostMapping("/documents")
	ProcessedDocument process(@RequestBody(required = false) @Nullable String text) {
		if (text == null || !StringUtils.hasText(text)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The document is empty");
		}
		return this.pipeline.process(text);
	}

	/**
	 * A document to process.
	 *
	 * @param text its text
	 */
	record NewDocument(@Nullable String text) {
	}

}
