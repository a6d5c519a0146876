package io.contexttrace.carrier.grpc;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.FaultBarrier;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.header.OutgoingHosts;
import io.contexttrace.propagation.WorkTracing;
import io.grpc.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * Gives the metadata of a call what the called host may see. A failure leaves the call as
 * it is. Safe for use by several threads.
 */
public final class SentMetadata {

	private final OutgoingHeaders headers;

	private final WorkTracing tracing;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param headers writes what a host may see of a context
	 * @param tracing writes the trace, where no observation of the call does
	 */
	public SentMetadata(OutgoingHeaders headers, WorkTracing tracing) {
		this.headers = headers;
		this.tracing = tracing;
	}

	void write(ContextSnapshot snapshot, @Nullable String authority, Metadata metadata) {
		this.headers.writeMissing(snapshot, OutgoingHosts.hostOf(authority), metadata, MetadataHeaders.INSTANCE,
				MetadataHeaders.INSTANCE);
		this.barrier.run(this.tracing,
				() -> this.tracing.inject(metadata, MetadataHeaders.INSTANCE, MetadataHeaders.INSTANCE));
	}

	void removeBaggage(@Nullable String authority, Metadata metadata) {
		this.headers.removeBaggage(OutgoingHosts.hostOf(authority), metadata, MetadataHeaders.INSTANCE::remove);
	}

}
