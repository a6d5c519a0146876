package io.contexttrace.carrier.sqs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.contexttrace.header.PayloadRoom;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What has room in a message.
 */
class OutgoingAttributesTests {

	private final List<String> skipped = new ArrayList<>();

	@Test
	void nothingIsAddedFromTheFirstOnThatHasNoRoom() {
		PayloadRoom room = new PayloadRoom();
		room.use(256 * 1024 - 40);
		OutgoingAttributes attributes = new OutgoingAttributes(Map.of(), room, this.skipped::add);
		attributes.set("X-Context-Id", "a");
		attributes.set("X-Context-Kind", "a kind that is too long");
		attributes.set("b3", "1");
		assertThat(attributes.added()).containsOnlyKeys("X-Context-Id");
		assertThat(this.skipped).containsExactly("size", "attributes");
	}

	@Test
	void messageBeyondOneLimitMayGrowToTheNext() {
		PayloadRoom room = new PayloadRoom();
		room.use(256 * 1024 + 1);
		assertThat(room.take(1000)).isTrue();
		room.use(1024 * 1024 - 256 * 1024 - 1001);
		assertThat(room.take(1)).isFalse();
	}

	@Test
	void nameThatAwsRefusesIsLeftOut() {
		OutgoingAttributes attributes = new OutgoingAttributes(Map.of(), new PayloadRoom(), this.skipped::add);
		for (String name : List.of("X+Id", "aws.id", "Amazon.id", ".id", "id.", "a..b")) {
			attributes.set(name, "a");
		}
		attributes.set("x.y_z-1", "a");
		attributes.set("X-Amzn-Trace-Id", "Root=1");
		attributes.set("empty", "");
		assertThat(attributes.added()).containsOnlyKeys("x.y_z-1");
		assertThat(this.skipped).hasSize(6).containsOnly("name");
	}

	@Test
	void sizeIsThatOfUtf8() {
		for (String text : List.of("", "a", "\u00e4", "\u20ac", "\ud83d\ude00", "mixed \u00e4\u20ac\ud83d\ude00")) {
			assertThat(PayloadRoom.size(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
		}
		assertThat(PayloadRoom.size(null)).isZero();
	}

}
