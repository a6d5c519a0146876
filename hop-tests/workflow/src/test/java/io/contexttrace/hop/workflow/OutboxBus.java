package io.contexttrace.hop.workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import io.contexttrace.carrier.bus.TracedBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A bus over a table: what one application sends, another one takes, on threads of its
 * own. A message whose handler fails is delivered again, twice at most.
 */
final class OutboxBus implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(OutboxBus.class);

	private static final int ATTEMPTS = 3;

	private static final long PAUSE_NANOS = 10_000_000;

	private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {

	};

	private final TracedBus<Envelope> traced;

	private final JdbcClient database;

	private final JsonMapper json = new JsonMapper();

	private final Map<String, Map<String, Consumer<Envelope>>> handlers = new ConcurrentHashMap<>();

	private final List<Thread> relay = List.of(new Thread(this::relay), new Thread(this::relay));

	private volatile boolean closed;

	OutboxBus(TracedBus<Envelope> traced, JdbcClient database) {
		this.traced = traced;
		this.database = database;
		for (String table : List.of("outbox", "approvals")) {
			database
				.sql("create table if not exists " + table + " (id identity, type varchar(50), loan varchar(50),"
						+ " metadata varchar(20000), attempts int default 0, taken boolean default false)")
				.update();
		}
	}

	void on(String type, String handler, Consumer<Envelope> work) {
		this.handlers.computeIfAbsent(type, (key) -> new LinkedHashMap<>()).put(handler, work);
	}

	void start() {
		this.relay.forEach(Thread::start);
	}

	void send(Envelope envelope) {
		this.traced.dispatch(envelope.type(), envelope, (wrapped) -> store("outbox", wrapped));
	}

	/**
	 * Put a message away until a human has looked at it.
	 * @param envelope the message
	 */
	void keep(Envelope envelope) {
		store("approvals", this.traced.wrap(envelope));
	}

	Envelope kept(String loan) {
		return this.database.sql("select type, loan, metadata from approvals where loan = ?")
			.param(loan)
			.query((row, number) -> envelope(row.getString("type"), row.getString("loan"), row.getString("metadata")))
			.single();
	}

	void store(String table, Envelope envelope) {
		this.database.sql("insert into " + table + " (type, loan, metadata) values (?, ?, ?)")
			.params(envelope.type(), envelope.loan(), this.json.writeValueAsString(envelope.metadata()))
			.update();
	}

	private Envelope envelope(String type, String loan, String metadata) {
		return new Envelope(type, this.json.readValue(metadata, METADATA), loan);
	}

	private void relay() {
		while (!this.closed) {
			deliver();
			LockSupport.parkNanos(PAUSE_NANOS);
		}
	}

	private void deliver() {
		try {
			this.database.sql("select id, type, loan, metadata, attempts from outbox where not taken order by id")
				.query()
				.listOfRows()
				.stream()
				.filter((row) -> this.handlers.containsKey((String) row.get("type")))
				.filter((row) -> take(row.get("id")))
				.forEach(this::deliver);
		}
		catch (RuntimeException ex) {
			logger.warn("The outbox could not be read", ex);
		}
	}

	private boolean take(Object id) {
		return this.database.sql("update outbox set taken = true where id = ? and not taken").param(id).update() == 1;
	}

	private void deliver(Map<String, Object> row) {
		Envelope envelope = envelope((String) row.get("type"), (String) row.get("loan"), (String) row.get("metadata"));
		try {
			this.handlers.getOrDefault(envelope.type(), Map.of())
				.forEach((handler, work) -> this.traced.handle(handler, envelope, () -> work.accept(envelope)));
		}
		catch (RuntimeException ex) {
			failed(row, envelope);
		}
	}

	private void failed(Map<String, Object> row, Envelope envelope) {
		int attempts = (int) row.get("attempts") + 1;
		if (attempts < ATTEMPTS) {
			this.database.sql("update outbox set attempts = ?, taken = false where id = ?")
				.params(attempts, row.get("id"))
				.update();
		}
		else {
			this.traced.handle("give-up", envelope,
					() -> send(Envelope.of(envelope.type() + "-failed", envelope.loan())));
		}
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
