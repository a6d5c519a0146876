package io.contexttrace.hop.http;

import java.net.URI;
import java.util.Map;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.GetExchange;

/**
 * An HTTP interface behind which there is a {@code RestClient}.
 */
interface StockService {

	@GetExchange
	ResponseEntity<Void> get(URI uri, @RequestHeader Map<String, String> headers);

}
