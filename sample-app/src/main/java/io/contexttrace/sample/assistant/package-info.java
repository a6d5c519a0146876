/**
 * A support assistant: answers from documents, looks up orders, processes documents.
 */
@NullMarked
package io.contexttrace.sample.assistant;

import org.jspecify.annotations.NullMarked;
