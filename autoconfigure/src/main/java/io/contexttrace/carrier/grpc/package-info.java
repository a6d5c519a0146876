/**
 * Takes a context along with calls over gRPC, in their metadata.
 */
@NullMarked
package io.contexttrace.carrier.grpc;

import org.jspecify.annotations.NullMarked;
