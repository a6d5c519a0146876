package io.contexttrace.llm.record;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.contexttrace.ContextId;
import io.contexttrace.llm.DebugContexts;

/**
 * Marks that this process remembers for a while. When there are too many, the oldest
 * gives way. Safe for use by several threads.
 */
public final class RecentDebugContexts implements DebugContexts {

	private final int max;

	private final Duration timeToLive;

	private final InstantSource clock;

	/**
	 * Until when each mark holds, in milliseconds.
	 */
	private final Map<ContextId, Long> marks = new ConcurrentHashMap<>();

	/**
	 * Create a memory of marks.
	 * @param max how many marks there can be, at least 1
	 * @param timeToLive how long a mark holds
	 * @param clock tells the time
	 */
	public RecentDebugContexts(int max, Duration timeToLive, InstantSource clock) {
		this.max = max;
		this.timeToLive = timeToLive;
		this.clock = clock;
	}

	@Override
	public synchronized void mark(ContextId id) {
		if (this.marks.size() >= this.max && !this.marks.containsKey(id)) {
			removeOldest();
		}
		this.marks.put(id, this.clock.instant().plus(this.timeToLive).toEpochMilli());
	}

	@Override
	public void unmark(ContextId id) {
		this.marks.remove(id);
	}

	@Override
	public boolean isMarked(ContextId id) {
		Long end = this.marks.get(id);
		if (end == null) {
			return false;
		}
		boolean holds = this.clock.millis() < end;
		if (!holds) {
			// unless it was marked anew
			this.marks.remove(id, end);
		}
		return holds;
	}

	private void removeOldest() {
		this.marks.entrySet()
			.stream()
			.min(Map.Entry.comparingByValue(Comparator.naturalOrder()))
			.ifPresent((mark) -> this.marks.remove(mark.getKey()));
	}

}
