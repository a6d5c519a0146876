package io.contexttrace.hop.tracing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;

/**
 * A collector that keeps the spans that it is sent over OTLP/gRPC. Safe for use by
 * several threads.
 */
final class GrpcOtlpReceiver extends TraceServiceGrpc.TraceServiceImplBase implements AutoCloseable {

	private final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();

	private final Server server;

	private GrpcOtlpReceiver() throws IOException {
		this.server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
			.addService(this)
			.build()
			.start();
	}

	static GrpcOtlpReceiver start() {
		try {
			return new GrpcOtlpReceiver();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getPort();
	}

	List<ExportTraceServiceRequest> traceRequests() {
		return List.copyOf(this.requests);
	}

	@Override
	public void export(ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> response) {
		this.requests.add(request);
		response.onNext(ExportTraceServiceResponse.getDefaultInstance());
		response.onCompleted();
	}

	@Override
	public void close() {
		this.server.shutdownNow();
	}

}
