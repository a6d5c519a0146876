/**
 * Carries the context over buses of the application's own: commands, queries, events and
 * sagas in any envelope that has metadata.
 */
@NullMarked
package io.contexttrace.carrier.bus;

import org.jspecify.annotations.NullMarked;
