package io.contexttrace;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Holds the directions in which the packages may use each other.
 */
@AnalyzeClasses(packages = "io.contexttrace", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "io.contexttrace";

	private static final String HEADER = ROOT + ".header..";

	private static final String LAMBDA = ROOT + ".lambda..";

	private static final String LLM = ROOT + ".llm..";

	private static final String PROPAGATION = ROOT + ".propagation..";

	private static final String AUDIT = ROOT + ".audit..";

	private static final String SINK = ROOT + ".sink..";

	private static final List<String> FRAMEWORK_FREE = List.of("java..", "javax.crypto..", "org.jspecify..",
			"org.slf4j..");

	@ArchTest
	final ArchRule rootIsFrameworkFree = frameworkFree(ROOT);

	@ArchTest
	final ArchRule headersAreFrameworkFree = frameworkFree(HEADER, ROOT);

	@ArchTest
	final ArchRule functionsAreFrameworkFree = frameworkFree(LAMBDA, ROOT, HEADER,
			"com.amazonaws.services.lambda.runtime..");

	@ArchTest
	final ArchRule llmIsFrameworkFree = frameworkFree(LLM, ROOT);

	@ArchTest
	final ArchRule auditIsFrameworkFree = classes().that()
		.resideInAPackage(AUDIT)
		.and()
		.resideOutsideOfPackage(ROOT + ".audit.jdbc..")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage(allowed(AUDIT, ROOT, LLM))
		.allowEmptyShould(true);

	@ArchTest
	final ArchRule auditStoreUsesItsOwnSideOnly = uses(ROOT + ".audit.jdbc..", ROOT, LLM, AUDIT);

	@ArchTest
	final ArchRule propagationUsesTheCore = uses(PROPAGATION, ROOT, HEADER);

	@ArchTest
	final ArchRule samplingUsesTheCore = uses(ROOT + ".sampling..", ROOT);

	@ArchTest
	final ArchRule workflowUsesPropagation = uses(ROOT + ".workflow..", ROOT, PROPAGATION);

	@ArchTest
	final ArchRule carriersUseTheCore = uses(ROOT + ".carrier..", ROOT, HEADER, PROPAGATION, LAMBDA);

	@ArchTest
	final ArchRule onlyOneCarrierIsForFunctions = noClasses().that()
		.resideInAPackage(ROOT + ".carrier..")
		.and()
		.resideOutsideOfPackage(ROOT + ".carrier.lambda..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage(LAMBDA);

	/**
	 * Functions without Spring invoke others with it.
	 */
	@ArchTest
	final ArchRule invocationsNeedTheAwsSdkAlone = frameworkFree(ROOT + ".carrier.lambda.client", ROOT, HEADER, LAMBDA,
			"software.amazon.awssdk..");

	@ArchTest
	final ArchRule carriersNeverUseEachOther = slices().matching(ROOT + ".carrier.(*)..")
		.should()
		.notDependOnEachOther();

	@ArchTest
	final ArchRule aiUsesTheCoreAndLlm = uses(ROOT + ".ai..", ROOT, HEADER, PROPAGATION, LLM);

	@ArchTest
	final ArchRule leaksUseRedaction = uses(ROOT + ".leak..", ROOT, LLM);

	@ArchTest
	final ArchRule sinksUseLlm = uses(SINK, ROOT, LLM);

	@ArchTest
	final ArchRule metricsUseLlm = uses(ROOT + ".metrics..", ROOT, LLM);

	@ArchTest
	final ArchRule feedbackEndpointUsesLlm = uses(ROOT + ".feedback..", ROOT, LLM);

	@ArchTest
	final ArchRule actuatorUsesWhatItShows = uses(ROOT + ".actuate..", ROOT, LLM, AUDIT, SINK);

	@ArchTest
	final ArchRule nothingUsesTheWiring = noClasses().that()
		.resideOutsideOfPackage(ROOT + ".autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage(ROOT + ".autoconfigure..");

	@ArchTest
	final ArchRule packagesHaveNoCycles = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

	@ArchTest
	final ArchRule autoConfigurationsAreFinalAndNamedSo = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.haveModifier(JavaModifier.FINAL)
		.andShould()
		.bePublic()
		.andShould()
		.haveSimpleNameEndingWith("AutoConfiguration")
		.andShould()
		.resideInAPackage(ROOT + ".autoconfigure..");

	@ArchTest
	final ArchRule beanMethodsArePackagePrivate = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.bePackagePrivate();

	@ArchTest
	final ArchRule namesCarryTheMeaning = noClasses().should().haveNameMatching(".*(Utils?|Manager|Helper|Impl)");

	private static ArchRule frameworkFree(String packageName, String... own) {
		return classes().that()
			.resideInAPackage(packageName)
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(allowed(packageName, own))
			.allowEmptyShould(true);
	}

	private static ArchRule uses(String packageName, String... own) {
		String[] ours = Stream.concat(Stream.of(packageName), Arrays.stream(own)).toArray(String[]::new);
		return classes().that()
			.resideInAPackage(packageName)
			.should()
			.onlyDependOnClassesThat(DescribedPredicate.or(JavaClass.Predicates.resideOutsideOfPackage(ROOT + ".."),
					JavaClass.Predicates.resideInAnyPackage(ours)))
			.allowEmptyShould(true);
	}

	private static String[] allowed(String packageName, String... own) {
		return Stream.of(List.of(packageName), FRAMEWORK_FREE, List.of(own))
			.flatMap(List::stream)
			.toArray(String[]::new);
	}

}
