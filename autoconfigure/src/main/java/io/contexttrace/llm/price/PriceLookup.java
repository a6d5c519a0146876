package io.contexttrace.llm.price;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.contexttrace.llm.LlmCall;
import org.jspecify.annotations.Nullable;

/**
 * Finds the row that fits a call best, and remembers it. Safe for use by several threads.
 */
final class PriceLookup {

	/**
	 * Models are few; an application that makes their names up must not fill the memory.
	 */
	private static final int MAX_REMEMBERED = 1000;

	private static final Comparator<Row> MOST_SPECIFIC_FIRST = Comparator.comparing(Row::isPattern)
		.thenComparing(Comparator.comparingInt(Row::literals).reversed())
		.thenComparing(Row::isForAnyProvider);

	private final List<Row> rows;

	private final Map<Key, Optional<ModelPrice>> remembered = new ConcurrentHashMap<>();

	PriceLookup(List<ModelPrice> prices) {
		this.rows = prices.stream().map(Row::new).sorted(MOST_SPECIFIC_FIRST).toList();
	}

	@Nullable ModelPrice find(LlmCall call) {
		Key key = new Key(call.request().provider(), call.response().model(), call.request().model());
		Optional<ModelPrice> known = this.remembered.get(key);
		if (known == null) {
			known = search(key);
			if (this.remembered.size() < MAX_REMEMBERED) {
				this.remembered.put(key, known);
			}
		}
		return known.orElse(null);
	}

	int remembered() {
		return this.remembered.size();
	}

	private Optional<ModelPrice> search(Key key) {
		List<Row> candidates = this.rows.stream().filter((row) -> row.isFor(key.provider())).toList();
		return key.names()
			.flatMap((names) -> candidates.stream().filter((row) -> !row.isForAnyModel() && row.isForOneOf(names)))
			.findFirst()
			.or(() -> key.hasModel() ? candidates.stream().filter(Row::isForAnyModel).findFirst() : Optional.empty())
			.map(Row::price);
	}

	private record Key(@Nullable String provider, @Nullable String responseModel, @Nullable String requestModel) {

		boolean hasModel() {
			return this.responseModel != null || this.requestModel != null;
		}

		// the names by which a row is looked for, one group after the other
		Stream<List<String>> names() {
			if (this.responseModel != null && this.requestModel != null
					&& this.responseModel.startsWith(this.requestModel)) {
				// a dated version of what was asked for
				return Stream.of(List.of(this.responseModel, this.requestModel));
			}
			return Stream.of(this.responseModel, this.requestModel).flatMap(Stream::ofNullable).map(List::of);
		}

	}

	private record Row(ModelPrice price, NamePattern model) {

		Row(ModelPrice price) {
			this(price, new NamePattern(price.model()));
		}

		boolean isPattern() {
			return !this.model.isExact();
		}

		int literals() {
			return this.model.literals();
		}

		boolean isForAnyProvider() {
			return this.price.provider().equals(NamePattern.ANY);
		}

		boolean isForAnyModel() {
			return this.model.isAny();
		}

		boolean isFor(@Nullable String provider) {
			return isForAnyProvider() || this.price.provider().equalsIgnoreCase(provider);
		}

		boolean isForOneOf(List<String> names) {
			return names.stream().anyMatch(this.model::matches);
		}

	}

}
