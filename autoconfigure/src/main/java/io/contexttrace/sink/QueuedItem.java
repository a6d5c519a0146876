package io.contexttrace.sink;

/**
 * Something that waits in a {@link RecordQueue} until the worker serves it. Items hold
 * references and do their work late.
 */
public interface QueuedItem {

	/**
	 * Who misses the item if it is lost, as losses are told: one of few.
	 * @return the name of the sink
	 */
	String sink();

	/**
	 * How much memory the item's content holds as long as it waits; what it holds beside
	 * its content does not count. Asked once, on the thread that hands the item over.
	 * @return a cheap estimate in bytes, 0 if there is no content
	 */
	long contentSize();

	/**
	 * What is left of the item if there is no room for its content.
	 * @return an item whose content holds nothing; this one if it has no content
	 */
	QueuedItem withoutContent();

	/**
	 * Do what the item waited for. Called once, on the worker; one that throws is lost,
	 * which is counted.
	 */
	void serve();

}
