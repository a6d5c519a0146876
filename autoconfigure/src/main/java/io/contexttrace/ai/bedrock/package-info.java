/**
 * Lets the clients of the AWS SDK that ask models of Amazon Bedrock carry the context and
 * its trace.
 */
@NullMarked
package io.contexttrace.ai.bedrock;

import org.jspecify.annotations.NullMarked;
