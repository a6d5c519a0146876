package io.contexttrace;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids that count up behind a part that is unique to this start of the generator.
 */
final class SequenceIds implements ContextIdGenerator {

	static final int MAX_NODE_LENGTH = 32;

	private static final int RADIX = 36;

	private final String prefix;

	private final AtomicLong next = new AtomicLong();

	SequenceIds(String node, UUID start) {
		if (!node.isEmpty() && !WireForm.isKind(node)) {
			throw new IllegalArgumentException(
					"A node is 1 to " + MAX_NODE_LENGTH + " letters, digits, '.', '_' or '-'");
		}
		String unique = Long.toUnsignedString(start.getMostSignificantBits(), RADIX)
				+ Long.toUnsignedString(start.getLeastSignificantBits(), RADIX);
		this.prefix = (node.isEmpty() ? "" : node + "-") + unique + "-";
	}

	@Override
	public ContextId generate() {
		return new ContextId(this.prefix + Long.toString(this.next.incrementAndGet(), RADIX));
	}

}
