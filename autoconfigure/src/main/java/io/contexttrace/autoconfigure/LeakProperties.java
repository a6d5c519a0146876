package io.contexttrace.autoconfigure;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for what frameworks let out beside the records.
 */
@ConfigurationProperties("context-trace.redaction")
final class LeakProperties {

	/**
	 * Whether content and secrets are taken out of spans.
	 */
	private final boolean spans;

	/**
	 * Loggers, with those below them, out of whose lines content and secrets are taken; *
	 * for all, empty for none.
	 */
	private final List<String> loggers;

	LeakProperties(@DefaultValue("true") boolean spans,
			@DefaultValue({ "org.springframework.ai", "com.openai", "com.anthropic", "io.modelcontextprotocol",
					"okhttp3", "reactor", "org.apache.catalina.core", "org.springframework.web",
					"org.springframework.aop.interceptor", "io.contexttrace" }) List<String> loggers) {
		this.spans = spans;
		this.loggers = List.copyOf(loggers);
	}

	boolean isSpans() {
		return this.spans;
	}

	List<String> getLoggers() {
		return this.loggers;
	}

}
