package io.contexttrace.carrier.rabbit;

import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.MessageProperties;
import org.springframework.beans.BeanUtils;

/**
 * The properties of one message that is about to be sent. They are a copy but for the
 * user: the template sets that on the original when all post-processors are done.
 */
final class SentProperties extends MessageProperties {

	private static final long serialVersionUID = 1L;

	private final transient MessageProperties original;

	SentProperties(MessageProperties original) {
		this.original = original;
		BeanUtils.copyProperties(original, this, "userId");
		setReplyTo(original.getReplyTo());
		getHeaders().putAll(original.getHeaders());
	}

	@Override
	public @Nullable String getUserId() {
		String own = super.getUserId();
		return (own != null || this.original == null) ? own : this.original.getUserId();
	}

}
