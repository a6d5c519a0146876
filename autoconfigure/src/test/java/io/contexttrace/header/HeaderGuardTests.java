package io.contexttrace.header;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.contexttrace.RecordingListener;
import io.contexttrace.Rejection;
import io.contexttrace.Rejection.Reason;
import io.contexttrace.ThrowingListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HeaderGuardTests {

	private final RecordingListener listener = new RecordingListener();

	private final HeaderGuard guard = new HeaderGuard(HeaderNames.DEFAULT, this.listener);

	@ParameterizedTest
	@ValueSource(strings = { "a=b", "a=b,c=d", " a = b ; p = q ; flag , c=d", "a=%20%C3%A4%22,b=1+1", "a=", "a=b=c",
			"x-context-id=4711", "context.id=4711;ttl=5", "X-CONTEXT-USER=u", "x-context-prompt=help%3Bv=3" })
	void validBaggageStaysByteForByte(String header) {
		assertThat(clean(header)).isEqualTo(header);
		assertThat(this.listener.rejections()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x=abc%0d%0aforged", "x=abc%0D", "x=a;p=%0a", "x=%00", "x=%7f", "x=%C2%85", "x=%zz", "x=%",
			"x=%1", "x=a;p=%z", "x=%-1", "b a=c", "=c", "novalue", "x=a\tb", "\u0000x=a", "x\r\n=a", "x=a\r\n",
			"x-context-id=abc%0d%0aforged", "x-context-id=two%20words", "context.id=", "CONTEXT.ID=a%2Fb",
			"x-context-id=a%2Cb;p=q", "x-context-prompt=two%20words" })
	void memberThatIsNotHarmlessIsTakenOut(String member) {
		assertThat(clean("a=b," + member + ",c=d;e=f")).isEqualTo("a=b,c=d;e=f");
		assertThat(clean(member)).isNull();
		assertThat(this.listener.rejections()).hasSize(2).containsOnly(new Rejection("baggage", Reason.MALFORMED));
	}

	@Test
	void longIdIsTakenOut() {
		assertThat(clean("a=b,x-context-id=" + "i".repeat(6000))).isEqualTo("a=b");
		assertThat(this.listener.reasons()).containsExactly(Reason.OVERSIZED);
	}

	@Test
	void onlySixtyFourMembersStay() {
		assertThat(clean(members(64))).isEqualTo(members(64));
		assertThat(this.listener.rejections()).isEmpty();
		assertThat(clean(members(70))).isEqualTo(members(64));
		assertThat(this.listener.reasons()).containsExactly(Reason.OVERSIZED);
	}

	@Test
	void oversizedBaggageIsRefusedAsAWhole() {
		assertThat(clean("a=" + "b".repeat(8190))).hasSize(8192);
		assertThat(clean("a=" + "b".repeat(8191))).isNull();
		assertThat(this.listener.reasons()).containsExactly(Reason.OVERSIZED);
	}

	@Test
	void emptyMembersAreNoMembers() {
		assertThat(clean(",a=b,, ,c=d,")).isEqualTo("a=b,c=d");
		assertThat(clean(" , ")).isNull();
		assertThat(this.listener.rejections()).isEmpty();
	}

	@Test
	void contextHeaderMustBeAnId() {
		assertThat(this.guard.clean("x-context-id", "4711")).isEqualTo("4711");
		assertThat(this.guard.clean("X-Context-User", "two words")).isNull();
		assertThat(this.guard.clean("x-context-prompt", "help;v=3")).isEqualTo("help;v=3");
		assertThat(this.guard.clean("X-Context-Prompt", "two words")).isNull();
	}

	@Test
	void otherHeaderMustBePrintable() {
		assertThat(this.guard.clean("tracestate", "a=b,c=d")).isEqualTo("a=b,c=d");
		assertThat(this.guard.clean("tracestate", "a=b\r\nforged: x")).isNull();
		assertThat(this.guard.clean("b3", "0\u0085")).isNull();
	}

	@Test
	void listenerThatThrowsDoesNotDisturb() {
		assertThat(new HeaderGuard(HeaderNames.DEFAULT, new ThrowingListener()).clean("baggage", "a=%zz,b=c"))
			.isEqualTo("b=c");
	}

	private @Nullable String clean(String baggage) {
		return this.guard.clean("Baggage", baggage);
	}

	private static String members(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "k" + i + "=v").collect(Collectors.joining(","));
	}

}
