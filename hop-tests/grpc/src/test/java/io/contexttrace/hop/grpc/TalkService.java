package io.contexttrace.hop.grpc;

import io.contexttrace.hop.Witness;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import org.slf4j.MDC;

/**
 * Does what it is told, and answers with the context id that it finds in the MDC.
 */
class TalkService implements BindableService {

	private final Witness witness;

	TalkService(Witness witness) {
		this.witness = witness;
	}

	@Override
	public ServerServiceDefinition bindService() {
		return ServerServiceDefinition.builder(Talk.SERVICE)
			.addMethod(Talk.ASK, ServerCalls.asyncUnaryCall(this::ask))
			.addMethod(Talk.LISTEN, ServerCalls.asyncServerStreamingCall(this::listen))
			.addMethod(Talk.TELL, ServerCalls.asyncClientStreamingCall(this::tell))
			.addMethod(Talk.CHAT, ServerCalls.asyncBidiStreamingCall(this::chat))
			.build();
	}

	private void ask(String what, StreamObserver<String> answers) {
		switch (what) {
			case "invalid" -> answers.onError(Status.INVALID_ARGUMENT.asRuntimeException());
			case "broken" -> throw new IllegalStateException("as the test wants it");
			case "never" -> ((ServerCallStreamObserver<String>) answers)
				.setOnCancelHandler(() -> this.witness.log("cancelled-" + what));
			default -> {
				this.witness.work(what);
				answers.onNext(seen());
				answers.onCompleted();
			}
		}
	}

	private void listen(String what, StreamObserver<String> answers) {
		ServerCallStreamObserver<String> stream = (ServerCallStreamObserver<String>) answers;
		if (what.startsWith("endless")) {
			stream.setOnCancelHandler(() -> this.witness.log("cancelled-" + what));
			stream.setOnReadyHandler(() -> this.witness.log("ready-" + what));
			stream.onNext(seen());
			return;
		}
		this.witness.work(what);
		for (int i = 0; i < 3; i++) {
			answers.onNext(seen());
		}
		answers.onCompleted();
	}

	private StreamObserver<String> tell(StreamObserver<String> answers) {
		return new Ear(answers, false);
	}

	private StreamObserver<String> chat(StreamObserver<String> answers) {
		return new Ear(answers, true);
	}

	private static String seen() {
		return String.valueOf(MDC.get("contextId"));
	}

	private final class Ear implements StreamObserver<String> {

		private final StreamObserver<String> answers;

		private final boolean prompt;

		private Ear(StreamObserver<String> answers, boolean prompt) {
			this.answers = answers;
			this.prompt = prompt;
		}

		@Override
		public void onNext(String what) {
			TalkService.this.witness.work(what);
			if (this.prompt) {
				this.answers.onNext(seen());
			}
		}

		@Override
		public void onError(Throwable failure) {
			TalkService.this.witness.log("error-" + Status.fromThrowable(failure).getCode());
		}

		@Override
		public void onCompleted() {
			if (!this.prompt) {
				this.answers.onNext(seen());
			}
			this.answers.onCompleted();
		}

	}

}
