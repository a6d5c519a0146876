package io.contexttrace.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.contexttrace.llm.ContentCapture;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for context tracing.
 *
 * @param enabled Whether to enable context tracing
 * @param kind Kind of the contexts that arrive without one, and of those that are issued
 * @param id How new context ids are made
 * @param header Headers that carry the context between services
 * @param user How users are named
 * @param mdc Fields of the context in the log
 * @param servlet Requests that arrive at a servlet container
 * @param tomcat Lines that Tomcat logs
 * @param tracing Spans and their propagation
 * @param restClient Requests made with RestClient
 * @param webClient Requests made with WebClient
 * @param openAi Requests that Spring AI's OpenAI module makes
 * @param chatClient Calls made with Spring AI's ChatClient
 * @param chatModel Calls made to Spring AI's chat models without a ChatClient
 * @param outgoing Hosts that the context may be sent to
 * @param content Capture of what is said in LLM calls
 * @param records Records of LLM calls
 * @param metrics Meters
 */
@ConfigurationProperties("context-trace")
public record ContextTraceProperties(@DefaultValue("true") boolean enabled, @DefaultValue("session") String kind,
		@DefaultValue Id id, @DefaultValue Header header, @DefaultValue User user, @DefaultValue Mdc mdc,
		@DefaultValue Servlet servlet, @DefaultValue Tomcat tomcat, @DefaultValue Tracing tracing,
		@DefaultValue RestClient restClient, @DefaultValue WebClient webClient, @DefaultValue OpenAi openAi,
		@DefaultValue ChatClient chatClient, @DefaultValue ChatModel chatModel, @DefaultValue Outgoing outgoing,
		@DefaultValue Content content, @DefaultValue Records records, @DefaultValue Metrics metrics) {

	/**
	 * How new context ids are made.
	 *
	 * @param strategy Strategy that makes new context ids; a ContextIdGenerator bean
	 * replaces it
	 * @param node Name of this instance in the ids of the sequence strategy
	 */
	public record Id(@DefaultValue("uuid-v7") Strategy strategy, @DefaultValue("") String node) {

		/**
		 * Strategies that make context ids.
		 */
		public enum Strategy {

			/**
			 * UUIDs that sort by time.
			 */
			UUID_V7,

			/**
			 * UUIDs that tell nothing.
			 */
			UUID_V4,

			/**
			 * Short ids that count up.
			 */
			SEQUENCE

		}

	}

	/**
	 * Headers that carry the context between services.
	 *
	 * @param id Name of the header that carries the context id
	 * @param kind Name of the header that carries the kind
	 * @param parent Name of the header that carries the parent's context id
	 * @param user Name of the header that carries the user's pseudonym
	 * @param prompt Name of the header that carries the prompt template
	 */
	public record Header(@DefaultValue("X-Context-Id") String id, @DefaultValue("X-Context-Kind") String kind,
			@DefaultValue("X-Context-Parent") String parent, @DefaultValue("X-Context-User") String user,
			@DefaultValue("X-Context-Prompt") String prompt) {

	}

	/**
	 * How users are named.
	 *
	 * @param key Secret from which pseudonyms of users are made, at least 16 bytes;
	 * without it they last as long as the process
	 * @param fromPrincipal Whether the pseudonym of the authenticated principal is added
	 * to a context that has no user
	 */
	public record User(@Nullable String key, @DefaultValue("true") boolean fromPrincipal) {

		@Override
		public String toString() {
			return "User[key=" + ((this.key != null) ? "******" : null) + ", fromPrincipal=" + this.fromPrincipal + "]";
		}

	}

	/**
	 * Fields of the context in the log.
	 *
	 * @param enabled Whether the fields are put into the MDC
	 * @param contextId Name of the field with the context id
	 * @param contextKind Name of the field with the kind
	 * @param parentContextId Name of the field with the id of the context inside which
	 * this one was opened
	 * @param requestId Name of the field with the id of the LLM call
	 * @param userId Name of the field with the user's pseudonym
	 * @param xrayTraceId Name of the field with the trace id in the form of AWS X-Ray
	 * @param prompt Name of the field with the prompt template
	 * @param step Name of the field with the step of a longer flow
	 */
	public record Mdc(@DefaultValue("true") boolean enabled, @DefaultValue("contextId") String contextId,
			@DefaultValue("contextKind") String contextKind, @DefaultValue("parentContextId") String parentContextId,
			@DefaultValue("requestId") String requestId, @DefaultValue("userId") String userId,
			@DefaultValue("xrayTraceId") String xrayTraceId, @DefaultValue("prompt") String prompt,
			@DefaultValue("step") String step) {

	}

	/**
	 * Requests that arrive at a servlet container.
	 *
	 * @param enabled Whether requests are given a context
	 * @param exclude Patterns of paths whose requests are left alone, such as
	 * /actuator/**
	 */
	public record Servlet(@DefaultValue("true") boolean enabled, @DefaultValue List<String> exclude) {

	}

	/**
	 * Lines that Tomcat logs.
	 *
	 * @param enabled Whether lines that Tomcat logs about a failed request bear its ids
	 */
	public record Tomcat(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Spans and their propagation.
	 *
	 * @param enabled Whether spans are given their context and received baggage is
	 * cleaned
	 */
	public record Tracing(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Requests made with RestClient.
	 *
	 * @param enabled Whether requests made with RestClient carry the context
	 */
	public record RestClient(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Requests made with WebClient.
	 *
	 * @param enabled Whether requests made with WebClient carry the context
	 */
	public record WebClient(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Requests that Spring AI's OpenAI module makes.
	 *
	 * @param enabled Whether requests that Spring AI's OpenAI module makes carry the
	 * context and their trace
	 */
	public record OpenAi(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Calls made with Spring AI's ChatClient.
	 *
	 * @param enabled Whether calls made with ChatClient are recorded by an advisor
	 */
	public record ChatClient(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Calls made to Spring AI's chat models without a ChatClient.
	 *
	 * @param enabled Whether calls made to chat models without a ChatClient are recorded
	 */
	public record ChatModel(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Hosts that the context may be sent to.
	 *
	 * @param allow Patterns of hosts that may see the context id and baggage
	 * @param deny Patterns of hosts that must not see them, even if they are allowed, too
	 * @param modelProviders Whether well-known public model providers may see them, too
	 */
	public record Outgoing(@DefaultValue("*") List<String> allow, @DefaultValue List<String> deny,
			@DefaultValue("false") boolean modelProviders) {

	}

	/**
	 * Capture of what is said in LLM calls.
	 *
	 * @param capture How much of prompts and answers goes on record
	 * @param maxText How many characters of one text are recorded
	 * @param maxRecord How many characters of all texts of a record are recorded
	 * @param encryption Whether recorded texts are encrypted, with the current key of
	 * context-trace.keys.content or of a KeyProvider bean
	 */
	public record Content(@DefaultValue("none") ContentCapture capture, @DefaultValue("32768") int maxText,
			@DefaultValue("131072") int maxRecord, @DefaultValue("false") boolean encryption) {

		// whether texts may go where nothing encrypts them
		boolean isReadable() {
			return this.capture == ContentCapture.FULL && !this.encryption;
		}

	}

	/**
	 * Records of LLM calls.
	 *
	 * @param enabled Whether records of LLM calls are kept; meters do not depend on it
	 * @param log Whether records are written to the log
	 * @param queueCapacity How many records can wait for the sinks
	 * @param queueContentSize How much memory the contents of the waiting records take at
	 * most; beyond it, records wait without their contents
	 * @param drainTimeout How long a shutdown waits for the records that wait
	 * @param environment Name of the environment that records and spans give, such as
	 * production
	 */
	public record Records(@DefaultValue("true") boolean enabled, @DefaultValue("true") boolean log,
			@DefaultValue("10000") int queueCapacity, @DefaultValue("64MB") DataSize queueContentSize,
			@DefaultValue("5s") Duration drainTimeout, @Nullable String environment) {

	}

	/**
	 * Meters.
	 *
	 * @param enabled Whether meters are registered
	 * @param maxTagValues How many different values from outside one tag can have; the
	 * rest is counted as other
	 * @param maxTagCombinations How many combinations of values the tags of LLM calls can
	 * have; the rest is counted as other
	 */
	public record Metrics(@DefaultValue("true") boolean enabled, @DefaultValue("100") int maxTagValues,
			@DefaultValue("1000") int maxTagCombinations) {

	}

}
