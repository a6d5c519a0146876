package io.contexttrace.sample.crm;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * All orders there are.
 */
@Component
class OrderBook {

	private final Map<String, Order> orders = Stream
		.of(new Order("A-1001", "shipped", List.of("Desk lamp Luma"), "Nordpost", LocalDate.of(2026, 11, 24)),
				new Order("A-1002", "being packed", List.of("Floor lamp Arc", "LED bulb E27"), null, null),
				new Order("A-1003", "delivered", List.of("Reading lamp Page"), "Nordpost", LocalDate.of(2026, 11, 16)),
				new Order("A-1004", "cancelled", List.of("Wall lamp Disc"), null, null))
		.collect(Collectors.toMap(Order::id, Function.identity()));

	/**
	 * Find an order.
	 * @param id its id in any case, the letter may be missing
	 * @return the order, or {@code null} if there is none with that id
	 */
	@Nullable Order find(String id) {
		String key = id.toUpperCase(Locale.ROOT);
		return this.orders.getOrDefault(key, this.orders.get("A-" + key));
	}

}
