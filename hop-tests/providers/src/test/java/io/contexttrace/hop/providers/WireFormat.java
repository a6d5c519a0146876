package io.contexttrace.hop.providers;

import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * How one provider words its answers.
 */
interface WireFormat {

	boolean isStream(String path, JsonNode request);

	byte[] whole(JsonNode request, boolean tool);

	String streamType();

	List<byte[]> chunks(JsonNode request, boolean tool);

	/**
	 * How many chunks of a stream come before the first one with text.
	 * @return the number
	 */
	int chunksBeforeText();

	byte[] error(int status);

}
