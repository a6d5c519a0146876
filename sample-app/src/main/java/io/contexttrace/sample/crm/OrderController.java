package io.contexttrace.sample.crm;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * {@code GET /orders/{id}}.
 */
@RestController
class OrderController {

	private static final Logger logger = LoggerFactory.getLogger(OrderController.class);

	private final OrderBook orders;

	OrderController(OrderBook orders) {
		this.orders = orders;
	}

	@GetMapping("/orders/{id}")
	Order order(@PathVariable String id) {
		Order order = this.orders.find(id);
		logger.info("Order looked up, {}", (order != null) ? order.status() : "not found");
		if (order == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return order;
	}

}
