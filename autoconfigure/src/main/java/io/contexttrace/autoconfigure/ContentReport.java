package io.contexttrace.autoconfigure;

import java.util.List;
import java.util.StringJoiner;

import io.contexttrace.KeyProvider;
import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.RecordPolicy;
import io.contexttrace.llm.record.ContentLimits;
import io.contexttrace.llm.record.RecordRules;
import io.contexttrace.llm.redact.PatternRedactor;
import io.contexttrace.llm.redact.Redactor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Says where what was said in LLM calls can go, and what it passes on its way.
 */
final class ContentReport {

	/**
	 * Spring AI's own switches that write texts to logs or spans.
	 */
	private static final List<String> BYPASSES = List.of("spring.ai.chat.observations.log-prompt",
			"spring.ai.chat.observations.log-completion", "spring.ai.chat.client.observations.log-prompt",
			"spring.ai.chat.client.observations.log-completion", "spring.ai.image.observations.log-prompt",
			"spring.ai.tools.observations.include-content", "spring.ai.vectorstore.observations.log-query-response");

	private final ListableBeanFactory beans;

	private final Environment environment;

	ContentReport(ListableBeanFactory beans, Environment environment) {
		this.beans = beans;
		this.environment = environment;
	}

	String line() {
		RecordRules rules = bean(RecordRules.class);
		if (rules == null) {
			return "Prompts and answers of LLM calls are not recorded, and neither are the calls";
		}
		StringJoiner line = new StringJoiner("; ");
		line.add(captured(rules.capture()));
		line.add(redaction());
		if (rules.capture() == ContentCapture.FULL) {
			ContentLimits limits = rules.limits();
			line.add("texts are cut at " + limits.maxText() + " characters, and all of a record at "
					+ limits.maxRecord());
			line.add(encryption(rules));
			line.add("kept "
					+ ((bean(RecordPolicy.class) != null) ? "as " + name(rules.policy()) + " decides" : "always"));
		}
		return line.add("records go to: " + sinks()).toString();
	}

	/**
	 * What lets texts out past the records.
	 * @return what to say about it, or {@code null} if nothing does
	 */
	@Nullable String warning() {
		List<String> on = BYPASSES.stream().filter(this::isOn).toList();
		StringJoiner warning = new StringJoiner("; ");
		if (!on.isEmpty()) {
			warning.add("Spring AI writes what is said in LLM calls to logs or spans, beside the records and past"
					+ " their limits and encryption, because of " + String.join(", ", on));
		}
		RecordRules rules = bean(RecordRules.class);
		if (rules != null && rules.capture() == ContentCapture.FULL && bean(Redactor.class) == null) {
			warning.add("Prompts and answers are recorded UNREDACTED, because of context-trace.redaction.enabled");
		}
		return (warning.length() > 0) ? warning.toString() : null;
	}

	private static String captured(ContentCapture capture) {
		return switch (capture) {
			case NONE -> "Prompts and answers of LLM calls are not recorded";
			case METADATA -> "Roles and sizes of prompts and answers of LLM calls are recorded";
			case FULL -> "Prompts and answers of LLM calls are recorded in full";
		};
	}

	private String redaction() {
		Redactor redactor = bean(Redactor.class);
		if (redactor == null) {
			return "nothing is redacted";
		}
		RedactionProperties properties = bean(RedactionProperties.class);
		if (!(redactor instanceof PatternRedactor) || properties == null) {
			return "redacted by " + name(redactor);
		}
		return "redacted (" + (properties.types().isEmpty() ? "all" : properties.types().size()) + " types, "
				+ properties.patterns().size() + " own patterns, " + properties.jsonPaths().size() + " JSON paths) by "
				+ replacement(properties.replacement());
	}

	private String replacement(RedactionProperties.ReplacementKind kind) {
		if (kind == RedactionProperties.ReplacementKind.TOKEN) {
			return "tokens";
		}
		String id = keyId(KeyProvider.PSEUDONYM);
		return (id != null) ? "pseudonyms with the key '" + id + "'"
				: "pseudonyms that last until this process ends, because context-trace.keys.pseudonym is not set";
	}

	private String encryption(RecordRules rules) {
		if (rules.encryption() == null) {
			return "not encrypted";
		}
		String id = keyId(KeyProvider.CONTENT);
		return "encrypted with " + ((id != null) ? "the key '" + id + "'" : "a key that is out of reach");
	}

	private @Nullable String keyId(String purpose) {
		try {
			KeyProvider keys = bean(KeyProvider.class);
			KeyProvider.Key key = (keys != null) ? keys.current(purpose) : null;
			return (key != null) ? key.id() : null;
		}
		catch (RuntimeException ex) {
			// out of reach for now
			return null;
		}
	}

	private String sinks() {
		List<String> names = this.beans.getBeanProvider(LlmCallSink.class)
			.orderedStream()
			.map(LlmCallSink::name)
			.toList();
		return names.isEmpty() ? "nowhere" : String.join(", ", names);
	}

	private boolean isOn(String property) {
		return Boolean.parseBoolean(this.environment.getProperty(property));
	}

	private <T> @Nullable T bean(Class<T> type) {
		return this.beans.getBeanProvider(type).getIfAvailable();
	}

	private static String name(Object bean) {
		// the class of a lambda or a proxy has a suffix that says nothing
		return ClassUtils.getShortName(bean.getClass()).replaceAll("\\$\\$.*", "");
	}

}
