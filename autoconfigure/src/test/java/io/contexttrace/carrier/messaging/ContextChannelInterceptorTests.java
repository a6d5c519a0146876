package io.contexttrace.carrier.messaging;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextIdGenerator;
import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.RecordingListener;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.TrustPolicy;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.CrossingTrace;
import io.contexttrace.propagation.SpanReference;
import io.contexttrace.propagation.WorkTracing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.message.AdviceMessage;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHeaderAccessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Channels that need no application: those of WebSockets, and what goes wrong.
 */
class ContextChannelInterceptorTests {

	private final RecordingListener listener = new RecordingListener();

	private final CurrentContext contexts = new CurrentContext(List.of());

	private final ContextChannelInterceptor interceptor = interceptor();

	private final ExecutorService executor = Executors.newSingleThreadExecutor();

	@AfterEach
	void shutDown() {
		this.executor.shutdownNow();
	}

	@Test
	void clientOfAWebSocketNamesNoContext() throws Exception {
		StompHeaderAccessor frame = StompHeaderAccessor.create(StompCommand.SEND);
		frame.setNativeHeader("X-Context-Id", "forged");
		Handled handled = handle(MessageBuilder.createMessage(new byte[0], frame.getMessageHeaders()));
		assertThat(handled.context()).isNotNull().isNotEqualTo(new ContextId("forged"));
		assertThat(MessageHeaderAccessor.getAccessor(handled.message(), StompHeaderAccessor.class)).isNotNull()
			.extracting((accessor) -> accessor.getFirstNativeHeader("X-Context-Id"))
			.isEqualTo("forged");
	}

	@Test
	void framesThatAreNoWorkAreLeftAlone() throws Exception {
		StompHeaderAccessor frame = StompHeaderAccessor.create(StompCommand.SUBSCRIBE);
		Message<byte[]> message = MessageBuilder.createMessage(new byte[0], frame.getMessageHeaders());
		Handled handled = handle(message);
		assertThat(handled.context()).isNull();
		assertThat(handled.message()).isSameAs(message);
	}

	@Test
	void whatAnErrorLeftOpenIsClosedWithWhatIsAroundIt() {
		DirectChannel outer = channel();
		DirectChannel inner = channel();
		inner.subscribe((message) -> {
			throw new AssertionError("of the application");
		});
		Message<String> failing = MessageBuilder.withPayload("b").setHeader("X-Context-Id", "inner").build();
		outer.subscribe(
				(message) -> assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> inner.send(failing)));
		try (CurrentContext.Scope scope = this.contexts.open(BusinessContext.of(new ContextId("mine"), "session"))) {
			outer.send(MessageBuilder.withPayload("a").setHeader("X-Context-Id", "outer").build());
			assertThat(CurrentContext.get().id()).isEqualTo(new ContextId("mine"));
		}
		assertThat(CurrentContext.get()).isNull();
	}

	@Test
	void messageOfAClassOfItsOwnStaysWhatItIs() {
		DirectChannel channel = channel();
		Message<?> message = new AdviceMessage<>("a", new GenericMessage<>("b"));
		channel.subscribe((received) -> {
			assertThat(received).isSameAs(message);
			assertThat(CurrentContext.get()).isNotNull();
		});
		channel.send(message);
		assertThat(CurrentContext.get()).isNull();
	}

	private Handled handle(Message<?> message) throws Exception {
		CompletableFuture<Handled> handled = new CompletableFuture<>();
		ExecutorSubscribableChannel channel = new ExecutorSubscribableChannel(this.executor);
		channel.addInterceptor(this.interceptor);
		channel.subscribe((received) -> {
			BusinessContext context = CurrentContext.get();
			handled.complete(new Handled(received, (context != null) ? context.id() : null));
		});
		channel.send(message);
		return handled.get(10, TimeUnit.SECONDS);
	}

	private DirectChannel channel() {
		DirectChannel channel = new DirectChannel();
		channel.addInterceptor(this.interceptor);
		return channel;
	}

	private ContextChannelInterceptor interceptor() {
		ContextHeaders headers = new ContextHeaders(HeaderNames.DEFAULT, "session", TrustPolicy.validSyntax(),
				this.listener);
		NewContexts newContexts = new NewContexts(ContextIdGenerator.uuidV7(), "session", this.listener);
		CrossingTrace trace = new CrossingTrace(this.contexts, WorkTracing.none(), SpanReference.Source.none());
		ContextCrossing crossing = new ContextCrossing(new ContextReceiver(this.contexts, headers, newContexts),
				headers, trace, this.listener);
		return new ContextChannelInterceptor(new MessageWork(crossing, trace, newContexts, headers));
	}

	/**
	 * What a handler got.
	 *
	 * @param message the message
	 * @param context what it was handled under
	 */
	private record Handled(Message<?> message, ContextId context) {

	}

}
