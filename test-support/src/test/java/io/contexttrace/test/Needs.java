package io.contexttrace.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs a program which is not part of the build. Where the program is
 * missing, the test is skipped, and the report says what to install; in CI, where the
 * environment variable {@code CI} is {@code true}, it fails instead.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(NeedsCondition.class)
public @interface Needs {

	/**
	 * The program, as it is called on the command line, or its absolute path.
	 * @return the program
	 */
	String value();

	/**
	 * The package of Debian that has it.
	 * @return the name of the package
	 */
	String debianPackage();

}
