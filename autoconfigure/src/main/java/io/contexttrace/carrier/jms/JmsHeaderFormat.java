package io.contexttrace.carrier.jms;

import io.contexttrace.header.HeaderGetter;
import io.contexttrace.header.HeaderSetter;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How headers are read from the properties of a JMS message and written to them. The name
 * of a property is a Java identifier, so that {@code X-Context-Id} becomes
 * {@code X_Context_Id}. A property that is no text becomes a text that is not the value
 * of any header of ours, so that it is refused and counted.
 */
final class JmsHeaderFormat {

	static final HeaderGetter<Message> GETTER = JmsHeaderFormat::get;

	static final HeaderSetter<Message> SETTER = JmsHeaderFormat::set;

	private static final Logger logger = LoggerFactory.getLogger(JmsHeaderFormat.class);

	private static final String NO_TEXT = "";

	private JmsHeaderFormat() {
	}

	/**
	 * What the property is called that carries a header.
	 * @param header the header's name
	 * @return the name with an underscore in the place of whatever is not part of a Java
	 * identifier
	 */
	static String propertyName(String header) {
		StringBuilder name = new StringBuilder(header.length());
		header.chars().forEach((c) -> name.append(Character.isJavaIdentifierPart(c) ? (char) c : '_'));
		return (!header.isEmpty() && Character.isJavaIdentifierStart(header.charAt(0))) ? name.toString() : "_" + name;
	}

	private static @Nullable String get(Message message, String header) {
		try {
			Object value = message.getObjectProperty(propertyName(header));
			return (value == null || value instanceof String) ? (String) value : NO_TEXT;
		}
		catch (JMSException | RuntimeException ex) {
			return NO_TEXT;
		}
	}

	// the properties of a message that was received cannot be written until they are
	// cleared
	private static void set(Message message, String header, String value) {
		try {
			message.setStringProperty(propertyName(header), value);
		}
		catch (JMSException | RuntimeException ex) {
			logger.debug("A message is sent without the property {}", propertyName(header), ex);
		}
	}

}
