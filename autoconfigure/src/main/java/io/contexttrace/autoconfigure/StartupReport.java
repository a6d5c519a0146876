package io.contexttrace.autoconfigure;

import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.contexttrace.UserPseudonyms;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport.ConditionAndOutcomes;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Says at start-up in one line which hooks are active, which are off, and why, and in
 * another one where what is said in LLM calls can go.
 */
final class StartupReport implements ApplicationListener<ApplicationReadyEvent> {

	private static final Logger logger = LoggerFactory.getLogger("context-trace");

	private static final String ON = "";

	/**
	 * The annotation, which conditions name before they say what they found.
	 */
	private static final Pattern ANNOTATION = Pattern.compile("^@\\w+ (\\([^)]*\\) )?");

	private final UserPseudonyms pseudonyms;

	StartupReport(UserPseudonyms pseudonyms) {
		this.pseudonyms = pseudonyms;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		ConfigurableApplicationContext context = event.getApplicationContext();
		ContentReport content = new ContentReport(context, context.getEnvironment());
		if (logger.isInfoEnabled()) {
			logger.info(line(hooks(context)));
			logger.info(content.line());
		}
		String warning = content.warning();
		if (warning != null) {
			logger.warn(warning);
		}
	}

	private String line(Map<String, String> hooks) {
		StringJoiner active = new StringJoiner(", ");
		StringJoiner off = new StringJoiner(", ");
		hooks.forEach((hook, reason) -> {
			if (reason.equals(ON)) {
				active.add(hook);
			}
			else {
				off.add(hook + " (" + reason + ")");
			}
		});
		return "Context Trace is active: " + active + "; off: " + ((off.length() > 0) ? off : "nothing") + "; "
				+ users();
	}

	private String users() {
		return this.pseudonyms.isLasting() ? "pseudonyms of users come from context-trace.user.key"
				: "pseudonyms of users last until this process ends, because context-trace.user.key is not set";
	}

	private static Map<String, String> hooks(ConfigurableApplicationContext context) {
		ConditionEvaluationReport report = ConditionEvaluationReport.get(context.getBeanFactory());
		Map<String, ConditionAndOutcomes> outcomes = report.getConditionAndOutcomesBySource();
		Map<String, String> hooks = new TreeMap<>();
		for (String candidate : ImportCandidates.load(AutoConfiguration.class, context.getClassLoader())) {
			if (isHook(candidate)) {
				boolean excluded = report.getExclusions().contains(candidate);
				hooks.put(name(candidate), excluded ? "excluded" : reason(outcomes.get(candidate)));
			}
		}
		return hooks;
	}

	private static boolean isHook(String candidate) {
		return candidate.startsWith(ClassUtils.getPackageName(StartupReport.class))
				&& !candidate.equals(ContextTraceAutoConfiguration.class.getName());
	}

	private static String name(String candidate) {
		// as in the hook's properties, such as rest-client
		String name = ClassUtils.getShortName(candidate).replace("ContextAutoConfiguration", "");
		return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
	}

	private static String reason(@Nullable ConditionAndOutcomes outcomes) {
		if (outcomes == null || outcomes.isFullMatch()) {
			return ON;
		}
		return outcomes.stream()
			.filter((outcome) -> !outcome.getOutcome().isMatch())
			.map((outcome) -> ANNOTATION.matcher(outcome.getOutcome().getMessage()).replaceFirst(""))
			.findFirst()
			.orElse("its conditions did not match");
	}

}
