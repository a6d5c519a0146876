package io.contexttrace.header;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Lets Jazzer look for texts that break a reader of headers. A usual run tries the seeds
 * beside the class only; {@code JAZZER_FUZZ=1} searches.
 */
class JazzerTests {

	private static final Map<String, Consumer<String>> READERS = HeaderProperties.all();

	private static final List<String> NAMES = List.copyOf(READERS.keySet());

	@FuzzTest(maxDuration = "2m")
	void anyReader(FuzzedDataProvider data) {
		Consumer<String> reader = READERS.get(data.pickValue(NAMES));
		if (reader != null) {
			reader.accept(data.consumeRemainingAsString());
		}
	}

	@FuzzTest(maxDuration = "2m")
	void xrayTraceHeader(FuzzedDataProvider data) {
		HeaderProperties.xray(data.consumeRemainingAsAsciiString());
	}

}
