package io.contexttrace.docs;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import io.contexttrace.llm.redact.PatternRedactor;
import io.contexttrace.llm.redact.Redaction;
import io.contexttrace.llm.redact.Replacement;
import io.contexttrace.llm.redact.SecretType;

/**
 * The example of {@code docs/redaction.md}.
 */
final class RedactionExamples {

	Redaction redact(String text) {
		PatternRedactor redactor = new PatternRedactor(EnumSet.allOf(SecretType.class),
				Map.of("employee-id", "\\bEMP-\\d{6}\\b"), List.of("$.customer.name", "$..ssn"), Replacement.tokens());
		return redactor.redact(text);
	}

}
