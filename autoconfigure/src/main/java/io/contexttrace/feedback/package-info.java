/**
 * Takes feedback over HTTP, where the application has switched that on.
 */
@NullMarked
package io.contexttrace.feedback;

import org.jspecify.annotations.NullMarked;
