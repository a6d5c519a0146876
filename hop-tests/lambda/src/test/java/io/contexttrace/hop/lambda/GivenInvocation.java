package io.contexttrace.hop.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * An invocation that waits for a function to work at it.
 *
 * @param id its request id
 * @param event the event
 * @param trace the trace header, if the function is to be shown one
 * @param clientContext the client context in Base64, if the function is to be shown one
 * @param answer what the function answers
 */
record GivenInvocation(String id, String event, @Nullable String trace, @Nullable String clientContext,
		CompletableFuture<Answer> answer) {

	GivenInvocation(String event, @Nullable String trace, @Nullable String clientContext) {
		this(UUID.randomUUID().toString(), event, trace, clientContext, new CompletableFuture<>());
	}

	/**
	 * The client context as the Runtime API shows it.
	 * @return the JSON, or {@code null} if there is none
	 */
	@Nullable String clientContextJson() {
		return (this.clientContext != null)
				? new String(Base64.getDecoder().decode(this.clientContext), StandardCharsets.UTF_8) : null;
	}

	Answer await() {
		return this.answer.orTimeout(60, TimeUnit.SECONDS).join();
	}

	/**
	 * What a function answers.
	 *
	 * @param payload the JSON
	 * @param failed whether it is an error
	 */
	record Answer(String payload, boolean failed) {

	}

}
