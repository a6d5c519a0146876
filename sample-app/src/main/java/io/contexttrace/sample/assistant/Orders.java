package io.contexttrace.sample.assistant;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * The model's way to the orders in the CRM.
 */
@Component
class Orders {

	private static final Logger logger = LoggerFactory.getLogger(Orders.class);

	private final RestClient crm;

	Orders(RestClient.Builder builder, AssistantProperties properties) {
		this.crm = builder.baseUrl(properties.crm().url()).build();
	}

	@Tool(description = "Looks up the state of an order")
	@Nullable Order findOrder(@ToolParam(description = "The id of the order, such as A-1001") String orderId) {
		logger.info("Asking the CRM for an order");
		try {
			return this.crm.get().uri("/orders/{id}", orderId).retrieve().body(Order.class);
		}
		catch (HttpClientErrorException.NotFound ex) {
			throw new IllegalArgumentException("There is no order " + orderId + ".", ex);
		}
		catch (RestClientException ex) {
			throw new IllegalStateException("The orders cannot be reached at the moment.", ex);
		}
	}

	/**
	 * What a customer may know about an order.
	 *
	 * @param id its id
	 * @param status how far it is
	 * @param items what was ordered
	 * @param carrier who delivers it, or {@code null} if it was not sent yet
	 * @param expectedOn the day on which it shall arrive, or {@code null} if that is open
	 */
	record Order(String id, String status, List<String> items, @Nullable String carrier,
			@Nullable LocalDate expectedOn) {
	}

}
