/**
 * Calls to a model, over real HTTP, from an application that has nothing but the starter
 * and one controller.
 */
@NullMarked
package io.contexttrace.test.llm;

import org.jspecify.annotations.NullMarked;
