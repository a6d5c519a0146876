/**
 * Calls over gRPC.
 */
@NullMarked
package io.contexttrace.hop.grpc;

import org.jspecify.annotations.NullMarked;
