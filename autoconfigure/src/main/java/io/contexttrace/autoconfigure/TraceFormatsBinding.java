package io.contexttrace.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.contexttrace.header.TraceFormat;
import io.contexttrace.header.TraceFormats;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Finds the trace formats in our properties, and where these do not say, in Spring
 * Boot's.
 */
final class TraceFormatsBinding {

	private static final String BOOT = "management.tracing.propagation.";

	private static final List<TraceFormat> BOOT_CONSUMES = List.of(TraceFormat.W3C, TraceFormat.B3,
			TraceFormat.B3_MULTI);

	private final Binder binder;

	TraceFormatsBinding(Environment environment) {
		this.binder = Binder.get(environment);
	}

	TraceFormats formats(TraceProperties properties) {
		return new TraceFormats(consumed(properties), produced(properties));
	}

	private List<TraceFormat> consumed(TraceProperties properties) {
		if (properties.consume() != null) {
			return properties.consume();
		}
		List<TraceFormat> formats = new ArrayList<>(boot("consume", BOOT_CONSUMES));
		// who has Spring Boot read nothing wants no trace from outside
		if (!formats.isEmpty()) {
			formats.add(TraceFormat.XRAY);
		}
		return formats;
	}

	private List<TraceFormat> produced(TraceProperties properties) {
		return (properties.produce() != null) ? properties.produce() : boot("produce", List.of(TraceFormat.W3C));
	}

	private List<TraceFormat> boot(String name, List<TraceFormat> otherwise) {
		List<TraceFormat> type = bound("type");
		List<TraceFormat> own = (type != null) ? type : bound(name);
		return (own != null) ? own : otherwise;
	}

	private @Nullable List<TraceFormat> bound(String name) {
		return this.binder.bind(BOOT + name, Bindable.listOf(TraceFormat.class)).orElse(null);
	}

}
