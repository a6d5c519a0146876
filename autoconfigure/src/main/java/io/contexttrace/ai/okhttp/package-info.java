/**
 * Lets the OkHttp client inside a vendor's SDK carry the context and its trace, whichever
 * vendor it is.
 */
@NullMarked
package io.contexttrace.ai.okhttp;

import org.jspecify.annotations.NullMarked;
