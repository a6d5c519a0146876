package io.contexttrace.carrier.webflux;

import java.io.File;
import java.nio.file.Path;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/**
 * A response that tells when the server no longer wants its body, because the client has
 * gone. Netty lets the handling of the request end before that as if all were well.
 */
class FollowedResponse extends ServerHttpResponseDecorator {

	private final Runnable cancelled;

	FollowedResponse(ServerHttpResponse delegate, Runnable cancelled) {
		super(delegate);
		this.cancelled = cancelled;
	}

	static ServerHttpResponse of(ServerHttpResponse response, Runnable cancelled) {
		return (response instanceof ZeroCopyHttpOutputMessage) ? new FromFiles(response, cancelled)
				: new FollowedResponse(response, cancelled);
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		return super.writeWith(followed(body));
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return super.writeAndFlushWith(followed(body));
	}

	// a body that is a single buffer must stay recognisable as one
	private <T> Publisher<? extends T> followed(Publisher<? extends T> body) {
		return (body instanceof Mono) ? body : Flux.from(body).doOnCancel(this.cancelled);
	}

	/**
	 * For servers that can send files without reading them.
	 */
	private static final class FromFiles extends FollowedResponse implements ZeroCopyHttpOutputMessage {

		private FromFiles(ServerHttpResponse delegate, Runnable cancelled) {
			super(delegate, cancelled);
		}

		@Override
		public Mono<Void> writeWith(Path file, long position, long count) {
			return ((ZeroCopyHttpOutputMessage) getDelegate()).writeWith(file, position, count);
		}

		@Override
		public Mono<Void> writeWith(File file, long position, long count) {
			return writeWith(file.toPath(), position, count);
		}

	}

}
