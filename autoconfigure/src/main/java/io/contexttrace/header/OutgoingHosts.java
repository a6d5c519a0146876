package io.contexttrace.header;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Decides which hosts a context id and baggage may be sent to. A trace id goes
 * everywhere: it says nothing about the business.
 * <p>
 * A pattern is a host name or address, without a port, in which a {@code *} stands for
 * any characters of one label, a leading {@code *.} for any number of labels, and
 * {@code *} alone for every host. An IPv6 address is in brackets. A denied host stays
 * denied even if it is allowed, too. Safe for use by several threads.
 */
public final class OutgoingHosts {

	/**
	 * Hosts of well-known public model providers.
	 */
	public static final List<String> MODEL_PROVIDERS = List.of("*.openai.com", "*.openai.azure.com",
			"*.cognitiveservices.azure.com", "*.services.ai.azure.com", "*.inference.ai.azure.com",
			"models.inference.ai.azure.com", "models.github.ai", "*.anthropic.com", "*.mistral.ai", "*.deepseek.com",
			"generativelanguage.googleapis.com", "generativelanguage.mtls.googleapis.com", "*aiplatform.googleapis.com",
			"aiplatform.*.rep.googleapis.com", "bedrock*.*.amazonaws.com", "bedrock*.*.amazonaws.com.cn",
			"*.bedrock*.*.vpce.amazonaws.com", "bedrock*.*.api.aws", "*.groq.com", "*.cohere.ai", "*.cohere.com",
			"*.x.ai", "*.perplexity.ai", "*.together.xyz", "*.together.ai", "*.fireworks.ai", "openrouter.ai",
			"*.openrouter.ai", "*.huggingface.co", "*.huggingface.cloud", "*.moonshot.ai", "*.moonshot.cn",
			"*.minimax.io", "*.minimaxi.com", "*.bigmodel.cn", "*.z.ai", "dashscope*.aliyuncs.com",
			"integrate.api.nvidia.com", "*.replicate.com", "*.stability.ai", "*.cerebras.ai", "ollama.com",
			"*.ollama.com");

	private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}*._-]+|\\[[\\p{XDigit}:.*]+]");

	private static final int MAX_REMEMBERED = 1024;

	private final List<Pattern> allowed;

	private final List<Pattern> denied;

	private final Map<String, Boolean> decisions = new ConcurrentHashMap<>();

	/**
	 * Create a policy.
	 * @param allowed patterns of the hosts that may see a context
	 * @param denied patterns of the hosts that must not
	 * @throws IllegalArgumentException if a pattern is not one
	 */
	public OutgoingHosts(List<String> allowed, List<String> denied) {
		this.allowed = compiled(allowed);
		this.denied = compiled(denied);
	}

	/**
	 * Create a policy that also decides on the well-known public model providers.
	 * @param allowed patterns of the hosts that may see a context
	 * @param denied patterns of the hosts that must not
	 * @param modelProviders whether {@link #MODEL_PROVIDERS} may see a context, too
	 * @return the policy
	 * @throws IllegalArgumentException if a pattern is not one
	 */
	public static OutgoingHosts of(List<String> allowed, List<String> denied, boolean modelProviders) {
		List<String> allDenied = new ArrayList<>(denied);
		if (!modelProviders) {
			allDenied.addAll(MODEL_PROVIDERS);
		}
		return new OutgoingHosts(allowed, allDenied);
	}

	/**
	 * Whether a text is a pattern of hosts.
	 * @param pattern the text
	 * @return {@code true} if it is
	 */
	public static boolean isPattern(String pattern) {
		return !pattern.contains("**") && FORM.matcher(pattern).matches();
	}

	/**
	 * The host of an authority, as URLs and channels have it.
	 * @param authority a host, with or without user and port
	 * @return the host's name or address, {@code null} if there is no authority
	 */
	public static @Nullable String hostOf(@Nullable String authority) {
		if (authority == null) {
			return null;
		}
		String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
		int port = hostAndPort.lastIndexOf(':');
		return (port > hostAndPort.lastIndexOf(']')) ? hostAndPort.substring(0, port) : hostAndPort;
	}

	/**
	 * Whether a host may see the context.
	 * @param host the host's name or address, an IPv6 address with or without brackets,
	 * {@code null} if it is not known
	 * @return {@code true} if it may
	 */
	public boolean allows(@Nullable String host) {
		String name = (host != null) ? host : "";
		Boolean known = this.decisions.get(name);
		return (known != null) ? known : decide(name);
	}

	private boolean decide(String host) {
		String name = normalized(ascii(host));
		boolean decision = matches(this.allowed, name) && !matches(this.denied, name);
		if (this.decisions.size() < MAX_REMEMBERED) {
			this.decisions.put(host, decision);
		}
		return decision;
	}

	private static String ascii(String name) {
		try {
			return IDN.toASCII(name).toLowerCase(Locale.ROOT);
		}
		catch (IllegalArgumentException ex) {
			return name.toLowerCase(Locale.ROOT);
		}
	}

	private static String normalized(String host) {
		if (host.indexOf(':') >= 0 && !host.startsWith("[")) {
			return "[" + host + "]";
		}
		return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
	}

	private static boolean matches(List<Pattern> patterns, String host) {
		return patterns.stream().anyMatch((pattern) -> pattern.matcher(host).matches());
	}

	private static List<Pattern> compiled(List<String> patterns) {
		List<Pattern> compiled = new ArrayList<>();
		for (String pattern : patterns) {
			if (!isPattern(pattern)) {
				throw new IllegalArgumentException("'" + pattern + "' is not a pattern of hosts");
			}
			compiled.add(compile(ascii(pattern)));
		}
		return List.copyOf(compiled);
	}

	private static Pattern compile(String pattern) {
		if (pattern.equals("*")) {
			return Pattern.compile(".*");
		}
		boolean anyLabels = pattern.startsWith("*.");
		String rest = anyLabels ? pattern.substring(2) : pattern;
		String labels = Pattern.quote(rest).replace("*", "\\E[^.]*\\Q");
		return Pattern.compile((anyLabels ? "(?:[^.]+\\.)*" : "") + labels);
	}

}
