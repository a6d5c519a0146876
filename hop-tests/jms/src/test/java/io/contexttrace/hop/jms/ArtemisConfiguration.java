package io.contexttrace.hop.jms;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.jms.connection.CachingConnectionFactory;

/**
 * A broker inside the process. What has failed twice goes to the queue {@code dead}.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class ArtemisConfiguration {

	@Bean(initMethod = "start", destroyMethod = "stop")
	static EmbeddedActiveMQ broker() throws Exception {
		AddressSettings settings = new AddressSettings().setDeadLetterAddress(SimpleString.of("dead"))
			.setMaxDeliveryAttempts(2)
			.setRedeliveryDelay(0);
		Configuration configuration = new ConfigurationImpl().setPersistenceEnabled(false)
			.setSecurityEnabled(false)
			.addAcceptorConfiguration("in-vm", "vm://0")
			.addAddressSetting("#", settings);
		return new EmbeddedActiveMQ().setConfiguration(configuration);
	}

	@Bean
	static ConnectionFactory connections(EmbeddedActiveMQ broker) {
		return new CachingConnectionFactory(new ActiveMQConnectionFactory("vm://0"));
	}

}
