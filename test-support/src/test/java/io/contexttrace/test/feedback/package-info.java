/**
 * Feedback on answers, over real HTTP.
 */
@NullMarked
package io.contexttrace.test.feedback;

import org.jspecify.annotations.NullMarked;
