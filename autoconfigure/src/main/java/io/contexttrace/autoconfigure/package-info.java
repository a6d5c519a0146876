/**
 * Properties, and one auto-configuration for each technology.
 */
@NullMarked
package io.contexttrace.autoconfigure;

import org.jspecify.annotations.NullMarked;
