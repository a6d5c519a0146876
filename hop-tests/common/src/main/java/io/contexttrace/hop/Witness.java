package io.contexttrace.hop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.web.client.RestClient;

/**
 * What an application does on the far side of a hop: it logs a line, calls another
 * service and asks a model. None of it says for whom; what shows it afterwards is in
 * {@link HopApplication#sighting}.
 */
public final class Witness {

	/**
	 * The logger of the line.
	 */
	static final String LOGGER = Witness.class.getName();

	private static final Logger logger = LoggerFactory.getLogger(Witness.class);

	private final RestClient client;

	private final ChatClient chat;

	Witness(RestClient client, ChatClient chat) {
		this.client = client;
		this.chat = chat;
	}

	/**
	 * Log a line, call another service and ask a model.
	 * @param what names the work; letters, digits and hyphens, unlike any other in the
	 * test
	 */
	public void work(String what) {
		log(what);
		this.client.get().uri("/" + what).retrieve().toBodilessEntity();
		this.chat.prompt("[echo] " + what).options(OpenAiChatOptions.builder().model(what)).call().content();
	}

	/**
	 * Log a line only.
	 * @param what names the work
	 */
	public void log(String what) {
		logger.info("Worked at {}", what);
	}

}
