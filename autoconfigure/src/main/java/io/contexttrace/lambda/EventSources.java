package io.contexttrace.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.contexttrace.header.EventEnvelope;
import io.contexttrace.header.InvocationFields;
import org.jspecify.annotations.Nullable;

/**
 * The places in an event, and in its records, that can say for whom it is.
 *
 * @param path where the application has put a context
 * @param fields what headers are called in a payload
 * @param idName what the header of the context id is called
 */
record EventSources(PayloadPath path, InvocationFields fields, String idName) {

	/**
	 * Read an event.
	 * @param event the event, whatever its type
	 * @return its members, as far as they are of interest
	 */
	Map<String, ?> read(@Nullable Object event) {
		return new EventContent(this.path).of(event);
	}

	/**
	 * Whether an event has several records.
	 * @param members the members of the event
	 * @return {@code true} if it is a batch
	 */
	static boolean isBatch(Map<String, ?> members) {
		return EventParts.list(members, EventContent.RECORDS).size() > 1;
	}

	/**
	 * The places in an event.
	 * @param members the members of the event
	 * @return the places, the most credible first
	 */
	List<HeaderSource> of(Map<String, ?> members) {
		Map<String, ?> all = EventParts.map(members, EventContent.ALL_HEADERS);
		List<HeaderSource> sources = new ArrayList<>();
		sources.add(new HeaderSource.Headers("headers of the event",
				!all.isEmpty() ? all : EventParts.map(members, EventContent.HEADERS)));
		sources.addAll(ofRecords(EventParts.list(members, EventContent.RECORDS)));
		sources.add(HeaderSource.Fields.of("path in the payload", this.path.in(members), this.fields));
		sources.add(HeaderSource.Fields.of("envelope in the payload", members.get(EventEnvelope.MEMBER), this.fields));
		return sources;
	}

	// a batch is for a context only if all its records are
	private List<HeaderSource> ofRecords(List<?> records) {
		List<HeaderSource> first = List.of();
		String id = null;
		for (Object record : records) {
			List<HeaderSource> sources = ofRecord(record);
			String named = id(sources);
			if (!first.isEmpty() && (named == null || !named.equals(id))) {
				return List.of();
			}
			first = first.isEmpty() ? sources : first;
			id = named;
		}
		return first;
	}

	private @Nullable String id(List<HeaderSource> sources) {
		for (HeaderSource source : sources) {
			String id = source.get(this.idName);
			if (id != null) {
				return id;
			}
		}
		return null;
	}

	/**
	 * The places in one record.
	 * @param record the record
	 * @return the places, the most credible first
	 */
	List<HeaderSource> ofRecord(@Nullable Object record) {
		return new EventRecord(record, this.path).sources(this.fields);
	}

}
