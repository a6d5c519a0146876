package io.contexttrace.hop.kafka;

import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * The one broker of all tests, which runs until the virtual machine ends.
 */
final class Broker {

	private static final EmbeddedKafkaBroker BROKER = start();

	private Broker() {
	}

	private static EmbeddedKafkaBroker start() {
		EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
		broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
		broker.brokerProperty("offsets.topic.num.partitions", "1");
		broker.brokerProperty("transaction.state.log.num.partitions", "1");
		broker.brokerProperty("transaction.state.log.replication.factor", "1");
		broker.brokerProperty("transaction.state.log.min.isr", "1");
		broker.afterPropertiesSet();
		Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
		return broker;
	}

	static EmbeddedKafkaBroker get() {
		return BROKER;
	}

	/**
	 * What every application is told.
	 * @param more properties of the test
	 * @return all properties
	 */
	static String[] properties(String... more) {
		String[] all = new String[more.length + 4];
		all[0] = "spring.kafka.bootstrap-servers=" + BROKER.getBrokersAsString();
		all[1] = "spring.kafka.consumer.auto-offset-reset=earliest";
		all[2] = "spring.kafka.listener.poll-timeout=200ms";
		all[3] = "logging.level.org.apache.kafka=error";
		System.arraycopy(more, 0, all, 4, more.length);
		return all;
	}

}
