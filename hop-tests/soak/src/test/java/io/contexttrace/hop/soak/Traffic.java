package io.contexttrace.hop.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;

import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Sends everything, each under a context of its own.
 */
final class Traffic {

	private final ApplicationContext application;

	private final CurrentContext contexts;

	private final KafkaTemplate<String, String> kafka;

	private final RabbitTemplate rabbit;

	private final HttpClient http = HttpClient.newHttpClient();

	@SuppressWarnings("unchecked")
	Traffic(ApplicationContext application) {
		this.application = application;
		this.contexts = application.getBean(CurrentContext.class);
		this.kafka = application.getBean(KafkaTemplate.class);
		this.rabbit = application.getBean(RabbitTemplate.class);
	}

	void records(String topic, int from, int to) {
		List<CompletableFuture<?>> sent = new ArrayList<>();
		for (int i = from; i < to; i++) {
			String contextId = topic + "-" + i;
			under(contextId, () -> sent.add(this.kafka.send(topic, contextId)));
		}
		sent.forEach(CompletableFuture::join);
	}

	void messages(String queue, int from, int to) {
		for (int i = from; i < to; i++) {
			String contextId = queue + "-" + i;
			under(contextId, () -> this.rabbit.convertAndSend(queue, contextId));
		}
	}

	void requests(String path, int from, int to) {
		Ledger ledger = this.application.getBean(Ledger.class);
		for (int i = from; i < to; i++) {
			String contextId = path + "-" + i;
			ledger.compare("response of " + path, contextId, answeredContext(path, contextId));
		}
	}

	private String answeredContext(String path, String contextId) {
		String port = this.application.getEnvironment().getRequiredProperty("local.server.port");
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path + "?sentUnder=" + contextId))
			.header("X-Context-Id", contextId)
			.build();
		try {
			HttpResponse<String> response = this.http.send(request, HttpResponse.BodyHandlers.ofString());
			return response.headers().firstValue("X-Context-Id").orElse("none");
		}
		catch (IOException ex) {
			return ex.toString();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return ex.toString();
		}
	}

	private void under(String contextId, Runnable action) {
		try (CurrentContext.Scope scope = this.contexts.open(BusinessContext.of(new ContextId(contextId), "session"))) {
			action.run();
		}
	}

}
