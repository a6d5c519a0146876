/**
 * Applications from whose class path something is missing, each in a virtual machine of
 * its own.
 */
@NullMarked
package io.contexttrace.test.classpath;

import org.jspecify.annotations.NullMarked;
