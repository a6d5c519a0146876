package io.contexttrace.sampling;

import java.util.List;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;

class ServedPathTests {

	private final ContextSnapshot held = new CurrentContext(List.of())
		.snapshot(BusinessContext.of(new ContextId("some"), "session"), null);

	@ParameterizedTest
	@CsvSource({ "/orders, /orders", "/orders, /orders/", "/orders, /orders;v=1", "/orders, /%6frders",
			"/orders, /parcels", "/orders/**, /orders", "/orders/**, /orders/", "/orders/**, /orders/1/2",
			"/orders/**, /orders-old", "/orders/**, /%6frders/1", "/orders/{id}, /orders/1",
			"/orders/{id}, /orders/1/2", "/o*/{id}, /orders/1", "/**, /", "/**, /orders", "/ord?rs, /orders",
			"/ord?rs, /parcels", "/{*rest}, /a/b", "/**/items, /orders/items", "/o%20s, /o%20s", "/o s, /o%20s" })
	void matchesWhatThePatternMatches(String text, String path) {
		PathPattern pattern = PathPatternParser.defaultInstance.parse(text);
		assertThat(new ServedPath(pattern).test(this.held.withServedPath(path)))
			.isEqualTo(pattern.matches(PathContainer.parsePath(path)));
	}

	@Test
	void matchesNothingThatIsNoPath() {
		ServedPath all = new ServedPath(PathPatternParser.defaultInstance.parse("/**"));
		assertThat(all.test(this.held.withServedPath("/%zz"))).isFalse();
		assertThat(all.test(this.held)).isFalse();
		assertThat(all.test(ContextSnapshot.empty().withServedPath("/orders"))).isFalse();
	}

}
