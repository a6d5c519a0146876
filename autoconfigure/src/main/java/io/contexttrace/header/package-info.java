/**
 * Which headers carry a context across a border, how they are read and written on any
 * carrier, and which of them are believed or let out.
 */
@NullMarked
package io.contexttrace.header;

import org.jspecify.annotations.NullMarked;
