package io.contexttrace.llm.record;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.llm.Cost;
import io.contexttrace.llm.DebugContexts;
import io.contexttrace.llm.Kept;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.LlmResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class EndOfCallPolicyTests {

	private static final BusinessContext CONTEXT = BusinessContext.of(new ContextId("c-1"), "session");

	private static final Kept NOT_SAMPLED = new Kept(false, "not_sampled");

	private static final Kept RATIO = new Kept(true, "ratio");

	private static final Duration FAST = Duration.ofMillis(7);

	private final DebugContexts debugContexts = new RecentDebugContexts(10, Duration.ofHours(1),
			InstantSource.fixed(Instant.EPOCH));

	private final AtomicLong now = new AtomicLong();

	@ParameterizedTest
	@EnumSource(names = "OK", mode = EnumSource.Mode.EXCLUDE)
	void whatDidNotSucceedIsAlwaysKept(LlmCallStatus status) {
		String reason = (status == LlmCallStatus.CANCELLED) ? "cancelled" : "error";
		assertThat(none().decide(call(CONTEXT, status, FAST, null))).isEqualTo(new Kept(true, reason));
	}

	@Test
	void slowCallsAreAlwaysKept() {
		assertThat(none().decide(call(CONTEXT, LlmCallStatus.OK, Duration.ofMillis(10_001), null)))
			.isEqualTo(new Kept(true, "slow"));
		assertThat(none().decide(call(CONTEXT, LlmCallStatus.OK, Duration.ofSeconds(10), null))).isEqualTo(NOT_SAMPLED);
	}

	@Test
	void costlyCallsAreAlwaysKept() {
		EndOfCallPolicy policy = policy(rules(0, "0.50", null));
		assertThat(policy.decide(costing("0.51"))).isEqualTo(new Kept(true, "costly"));
		assertThat(policy.decide(costing("0.500"))).isEqualTo(NOT_SAMPLED);
		assertThat(policy.decide(call("c-1"))).isEqualTo(NOT_SAMPLED);
		assertThat(none().decide(costing("1000"))).isEqualTo(NOT_SAMPLED);
	}

	@Test
	void callUnderWayAndLaterOnesOfAMarkedContextAreKept() {
		EndOfCallPolicy policy = none();
		LlmCall underWay = call("c-1");
		this.debugContexts.mark(CONTEXT.id());
		assertThat(policy.decide(underWay)).isEqualTo(new Kept(true, "debug"));
		assertThat(policy.decide(call("c-1"))).isEqualTo(new Kept(true, "debug"));
		assertThat(policy.decide(call("c-2"))).isEqualTo(NOT_SAMPLED);
		this.debugContexts.unmark(CONTEXT.id());
		assertThat(policy.decide(call("c-1"))).isEqualTo(NOT_SAMPLED);
	}

	@Test
	void ratioIsThatOfTheContexts() {
		assertThat(keptAt(0.3, ids()).size()).isCloseTo(3000, within(150));
		assertThat(keptAt(0, ids())).isEmpty();
		assertThat(keptAt(1, ids())).hasSize(10_000);
	}

	@Test
	void whatALowRatioKeepsAHigherOneKeepsToo() {
		List<String> ids = ids();
		List<String> few = keptAt(0.1, ids);
		List<String> more = keptAt(0.3, ids);
		assertThat(few).isNotEmpty();
		assertThat(more).containsAll(few).hasSizeGreaterThan(few.size());
	}

	@Test
	void contextIsKeptWholeOrNotAtAllInEveryInstance() {
		for (String id : ids().subList(0, 200)) {
			assertThat(Stream.generate(() -> policy(rules(0.5, null, null)).decide(call(id))).limit(3).distinct())
				.hasSize(1);
		}
	}

	@Test
	void withoutAContextTheConversationIsKeptWhole() {
		EndOfCallPolicy policy = policy(rules(0.5, null, null));
		for (int i = 0; i < 50; i++) {
			String conversation = "conversation-" + i;
			assertThat(IntStream.range(0, 20)
				.mapToObj((n) -> policy.decide(outside("r-" + n, "p-" + n, conversation)))
				.distinct()).hasSize(1);
			String userCall = "call-" + i;
			assertThat(
					IntStream.range(0, 20).mapToObj((n) -> policy.decide(outside("r-" + n, userCall, null))).distinct())
				.hasSize(1);
		}
		assertThat(IntStream.range(0, 50).mapToObj((n) -> policy.decide(outside("r-" + n, null, null))).distinct())
			.containsExactlyInAnyOrder(RATIO, NOT_SAMPLED);
	}

	@Test
	void samplingOfTheTraceDecidesNothing() {
		EndOfCallPolicy policy = policy(rules(0.5, null, null));
		Random random = new Random(11);
		for (String id : ids().subList(0, 100)) {
			Kept untraced = policy.decide(traced(id, null, null));
			assertThat(IntStream.range(0, 10)
				.mapToObj((n) -> policy
					.decide(traced(id, "%032x".formatted(random.nextLong()), "%016x".formatted(random.nextLong())))))
				.containsOnly(untraced);
		}
	}

	@Test
	void rateLimitsWhatTheRatioPicks() {
		EndOfCallPolicy policy = policy(rules(1, null, 2.0));
		assertThat(decisions(policy, 3)).containsExactly(RATIO, RATIO, new Kept(false, "rate_limit"));
		this.now.addAndGet(Duration.ofMillis(500).toNanos());
		assertThat(decisions(policy, 2)).containsExactly(RATIO, new Kept(false, "rate_limit"));
	}

	@Test
	void rateDoesNotLimitWhatIsAlwaysKept() {
		EndOfCallPolicy policy = policy(rules(1, null, 1.0));
		LlmCall failed = call(CONTEXT, LlmCallStatus.ERROR, FAST, null);
		assertThat(Stream.generate(() -> policy.decide(failed)).limit(10)).containsOnly(new Kept(true, "error"));
		assertThat(policy.decide(call("c-1"))).isEqualTo(RATIO);
	}

	@Test
	void whatTheRatioDoesNotPickTakesNothingOfTheRate() {
		List<String> kept = keptAt(0.5, ids());
		List<String> dropped = ids().stream().filter((id) -> !kept.contains(id)).limit(10).toList();
		EndOfCallPolicy policy = policy(rules(0.5, null, 1.0));
		assertThat(dropped).hasSize(10).allSatisfy((id) -> assertThat(policy.decide(call(id))).isEqualTo(NOT_SAMPLED));
		assertThat(policy.decide(call(kept.get(0)))).isEqualTo(RATIO);
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.1, 1.1, Double.NaN })
	void ratioIsRefusedOutside0To1(double ratio) {
		assertThatIllegalArgumentException().isThrownBy(() -> rules(ratio, null, null));
	}

	@ParameterizedTest
	@ValueSource(doubles = { -1, 0, Double.NaN, Double.POSITIVE_INFINITY })
	void rateIsRefusedUnlessItIsMoreThan0(double rate) {
		assertThatIllegalArgumentException().isThrownBy(() -> rules(1, null, rate));
	}

	private static List<Kept> decisions(EndOfCallPolicy policy, int count) {
		return Stream.generate(() -> policy.decide(call("c-1"))).limit(count).toList();
	}

	private static List<String> ids() {
		Random random = new Random(42);
		return Stream.generate(() -> Long.toHexString(random.nextLong())).limit(10_000).toList();
	}

	private List<String> keptAt(double ratio, List<String> ids) {
		EndOfCallPolicy policy = policy(rules(ratio, null, null));
		return ids.stream().filter((id) -> policy.decide(call(id)).content()).toList();
	}

	private EndOfCallPolicy none() {
		return policy(rules(0, null, null));
	}

	private EndOfCallPolicy policy(KeepRules rules) {
		return new EndOfCallPolicy(rules, this.debugContexts, this.now::get);
	}

	private static KeepRules rules(double ratio, @Nullable String costlierThan, @Nullable Double maxPerSecond) {
		return new KeepRules(ratio, Duration.ofSeconds(10),
				(costlierThan != null) ? new BigDecimal(costlierThan) : null, maxPerSecond);
	}

	private static LlmCall call(String contextId) {
		return traced(contextId, null, null);
	}

	private static LlmCall traced(String contextId, @Nullable String traceId, @Nullable String spanId) {
		return call(new LlmCall.Ids("r-1", null, null, traceId, spanId, null),
				BusinessContext.of(new ContextId(contextId), "session"), LlmCallStatus.OK, FAST, null);
	}

	private static LlmCall outside(String requestId, @Nullable String parentRequestId,
			@Nullable String conversationId) {
		return call(new LlmCall.Ids(requestId, parentRequestId, conversationId, null, null, null), null,
				LlmCallStatus.OK, FAST, null);
	}

	private static LlmCall costing(String amount) {
		return call(CONTEXT, LlmCallStatus.OK, FAST, new Cost(new BigDecimal(amount), "USD", null));
	}

	private static LlmCall call(BusinessContext context, LlmCallStatus status, Duration duration, @Nullable Cost cost) {
		return call(new LlmCall.Ids("r-1", null, null, null, null, null), context, status, duration, cost);
	}

	private static LlmCall call(LlmCall.Ids ids, @Nullable BusinessContext context, LlmCallStatus status,
			Duration duration, @Nullable Cost cost) {
		return new LlmCall(ids, context, new LlmRequest("chat", "openai", "gpt", false, Map.of()), LlmResponse.NONE,
				new LlmCall.Outcome(status, null), new LlmCall.Timing(Instant.EPOCH, duration, null, null), cost);
	}

}
