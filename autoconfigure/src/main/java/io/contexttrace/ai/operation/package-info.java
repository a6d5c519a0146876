/**
 * Records of what Spring AI does beside chats: tools, embeddings, retrievals and images.
 */
@NullMarked
package io.contexttrace.ai.operation;

import org.jspecify.annotations.NullMarked;
