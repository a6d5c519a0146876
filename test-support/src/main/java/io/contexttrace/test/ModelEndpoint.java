package io.contexttrace.test;

import java.io.IOException;

/**
 * Answers the requests to one path of the API.
 */
@FunctionalInterface
interface ModelEndpoint {

	/**
	 * Answer a request.
	 * @param exchange the request and where its answer goes
	 * @throws IOException to break the connection, or if the client has gone
	 * @throws ModelException to answer with an error
	 */
	void handle(ModelExchange exchange) throws IOException, ModelException;

}
