/**
 * What an application does beside chats: tools, embeddings, retrievals.
 */
@NullMarked
package io.contexttrace.test.operation;

import org.jspecify.annotations.NullMarked;
