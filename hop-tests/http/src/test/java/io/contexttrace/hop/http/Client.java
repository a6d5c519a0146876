package io.contexttrace.hop.http;

import java.net.URI;
import java.util.Map;

/**
 * A client of whatever kind.
 */
@FunctionalInterface
interface Client {

	/**
	 * Make a GET request, and wait until it is answered.
	 * @param uri where it goes
	 * @param headers what the caller sets himself
	 * @throws Exception if it fails, or if the client throws on a status
	 */
	void get(URI uri, Map<String, String> headers) throws Exception;

}
