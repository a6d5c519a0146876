package io.contexttrace.hop.providers;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.contexttrace.hop.HopApplication;
import org.jspecify.annotations.Nullable;

/**
 * One provider, and what can be known of its calls.
 *
 * @param name the name by which Spring AI chooses it
 * @param recordedName the name in the records
 * @param answeringModel the model that answers, {@code null} if the provider does not say
 * @param application the application that uses it
 * @param format how it words its answers
 * @param properties what the application needs, with the address of the server in place
 * of {@code %s}
 * @param unknown the ways to ask of whose HTTP requests the record knows nothing
 * @param repeats the ways to ask for which a failed request is repeated
 */
record Provider(String name, String recordedName, @Nullable String answeringModel, Class<?> application,
		WireFormat format, List<String> properties, Set<String> unknown, Set<String> repeats) {

	HopApplication start(String url, String property) {
		List<String> all = new ArrayList<>();
		all.add("spring.ai.model.chat=" + this.name);
		all.add("spring.ai.model.embedding=none");
		all.add("spring.ai.model.embedding.text=none");
		all.add("spring.ai.model.image=none");
		this.properties.forEach((one) -> all.add(one.formatted(url)));
		all.add(property);
		return HopApplication.start(this.application, all.toArray(String[]::new));
	}

	boolean knowsAttempts(String path) {
		return !this.unknown.contains(path);
	}

}
