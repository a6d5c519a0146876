package io.contexttrace.autoconfigure;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextIdGenerator;
import io.contexttrace.MdcFieldNames;
import io.contexttrace.UserPseudonyms;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.OutgoingHosts;
import io.contexttrace.lambda.FunctionSettings;
import io.contexttrace.lambda.PayloadPath;
import io.contexttrace.llm.record.ContentLimits;
import io.contexttrace.metrics.MeterLimits;
import io.contexttrace.sink.QueueLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Turns properties into the library's own values, or stops the start with a failure
 * analysis that says what is wrong and how to mend it.
 */
final class PropertyChecks {

	private static final Set<String> RESERVED_HEADERS = Set.of("traceparent", "tracestate", HeaderNames.BAGGAGE, "b3",
			HeaderNames.TRACE_ID, HeaderNames.XRAY_TRACE, "Host", "Content-Length", "Content-Type", "Transfer-Encoding",
			"Authorization", "Cookie", "Set-Cookie", "Connection");

	private static final Set<String> RESERVED_FIELDS = Set.of("traceId", "spanId");

	static final String PREFIX = "context-trace.";

	private PropertyChecks() {
	}

	static HeaderNames headerNames(ContextTraceProperties.Header header) {
		Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		taken.addAll(RESERVED_HEADERS);
		return new HeaderNames(headerName("id", header.id(), taken), headerName("kind", header.kind(), taken),
				headerName("parent", header.parent(), taken), headerName("user", header.user(), taken),
				headerName("prompt", header.prompt(), taken));
	}

	static MdcFieldNames mdcFieldNames(ContextTraceProperties.Mdc mdc) {
		Set<String> taken = new HashSet<>(RESERVED_FIELDS);
		return new MdcFieldNames(fieldName("context-id", mdc.contextId(), taken),
				fieldName("context-kind", mdc.contextKind(), taken),
				fieldName("parent-context-id", mdc.parentContextId(), taken),
				fieldName("request-id", mdc.requestId(), taken), fieldName("user-id", mdc.userId(), taken),
				fieldName("xray-trace-id", mdc.xrayTraceId(), taken), fieldName("prompt", mdc.prompt(), taken),
				fieldName("step", mdc.step(), taken));
	}

	static String kind(String kind) {
		return kind("kind", kind);
	}

	static String kind(String property, String kind) {
		if (!BusinessContext.isKind(kind)) {
			throw invalid(property, kind, "A kind has 1 to 32 letters, digits, '.', '_' or '-', such as 'session'.");
		}
		return kind;
	}

	static FunctionSettings functionSettings(LambdaFunctionProperties properties) {
		String kind = kind("lambda.kind", properties.kind());
		try {
			return new FunctionSettings(kind, PayloadPath.of(properties.payloadPath()));
		}
		catch (IllegalArgumentException ex) {
			throw invalid("lambda.payload-path", properties.payloadPath(),
					"Name up to ten members with dots between them, such as 'detail.context'.");
		}
	}

	static ContextIdGenerator generator(ContextTraceProperties.Id id) {
		return switch (id.strategy()) {
			case UUID_V7 -> ContextIdGenerator.uuidV7();
			case UUID_V4 -> ContextIdGenerator.uuidV4();
			case SEQUENCE -> sequence(id.node());
		};
	}

	static UserPseudonyms pseudonyms(@Nullable String key) {
		if (key == null || key.isEmpty()) {
			return UserPseudonyms.withRandomKey();
		}
		try {
			return UserPseudonyms.withKey(key);
		}
		catch (IllegalArgumentException ex) {
			throw invalid("user.key", "******", "The key is too short to keep a secret. Use at least "
					+ UserPseudonyms.MIN_KEY_LENGTH + " bytes, for example the output of 'openssl rand -hex 32'.");
		}
	}

	static OutgoingHosts outgoingHosts(ContextTraceProperties.Outgoing outgoing) {
		outgoing.allow().forEach((pattern) -> hostPattern("outgoing.allow", pattern));
		outgoing.deny().forEach((pattern) -> hostPattern("outgoing.deny", pattern));
		return OutgoingHosts.of(outgoing.allow(), outgoing.deny(), outgoing.modelProviders());
	}

	static QueueLimits queueLimits(ContextTraceProperties.Records records) {
		if (records.queueCapacity() < 1) {
			throw invalid("records.queue-capacity", records.queueCapacity(),
					"At least one record must be able to wait. Use 1 or more, or context-trace.records.enabled=false.");
		}
		if (records.drainTimeout().isNegative()) {
			throw invalid("records.drain-timeout", records.drainTimeout(), "A shutdown waits for 0s or longer.");
		}
		if (records.queueContentSize().isNegative()) {
			throw invalid("records.queue-content-size", records.queueContentSize(),
					"The contents that wait take 0B or more; the default is 64MB.");
		}
		return new QueueLimits(records.queueCapacity(), records.queueContentSize().toBytes(), records.drainTimeout());
	}

	static ContentLimits contentLimits(ContextTraceProperties.Content content) {
		return new ContentLimits(limit("content.max-text", content.maxText()),
				limit("content.max-record", content.maxRecord()));
	}

	static int maxTagValues(ContextTraceProperties.Metrics metrics) {
		if (metrics.maxTagValues() < 1) {
			throw invalid("metrics.max-tag-values", metrics.maxTagValues(),
					"At least 1 value must be allowed for each tag; the default is 100. To have no meters, set"
							+ " context-trace.metrics.enabled=false.");
		}
		return metrics.maxTagValues();
	}

	static MeterLimits meterLimits(ContextTraceProperties.Metrics metrics) {
		if (metrics.maxTagCombinations() < 1) {
			throw invalid("metrics.max-tag-combinations", metrics.maxTagCombinations(),
					"At least 1 combination must be allowed; the default is 1000. To have no meters, set"
							+ " context-trace.metrics.enabled=false.");
		}
		return new MeterLimits(maxTagValues(metrics), metrics.maxTagCombinations());
	}

	static InvalidConfigurationPropertyValueException invalid(String name, @Nullable Object value, String reason) {
		return new InvalidConfigurationPropertyValueException(PREFIX + name, value, reason);
	}

	private static int limit(String property, int limit) {
		if (limit < 1 || limit > ContentLimits.MAX) {
			throw invalid(property, limit, "A limit is 1 to " + ContentLimits.MAX
					+ " characters. To record no texts, set context-trace.content.capture=metadata.");
		}
		return limit;
	}

	private static ContextIdGenerator sequence(String node) {
		try {
			return ContextIdGenerator.sequence(node);
		}
		catch (IllegalArgumentException ex) {
			throw invalid("id.node", node, "A node has at most 32 letters, digits, '.', '_' or '-', such as 'shop-3'.");
		}
	}

	private static String headerName(String property, String name, Set<String> taken) {
		if (!HeaderNames.isToken(name)) {
			throw invalid("header." + property, name,
					"A header's name is made of letters, digits and '-', without spaces or colons,"
							+ " such as 'X-Context-Id'.");
		}
		if (!taken.add(name)) {
			throw invalid("header." + property, name,
					"This header has another meaning already. Each of the context's headers needs a name of its own,"
							+ " such as 'X-Context-Id'.");
		}
		return name;
	}

	private static String fieldName(String property, String name, Set<String> taken) {
		if (name.isBlank() || !taken.add(name)) {
			throw invalid("mdc." + property, name, "Each field in the log needs a name of its own, such as 'contextId';"
					+ " 'traceId' and 'spanId' belong to Spring Boot.");
		}
		return name;
	}

	private static void hostPattern(String property, String pattern) {
		if (!OutgoingHosts.isPattern(pattern)) {
			throw invalid(property, pattern,
					"A host pattern is a host's name or address without scheme, port or path, such as"
							+ " 'crm.example.com', '*.example.com' or '*'.");
		}
	}

}
