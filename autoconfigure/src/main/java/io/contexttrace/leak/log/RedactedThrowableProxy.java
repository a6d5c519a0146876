package io.contexttrace.leak.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import org.jspecify.annotations.Nullable;

/**
 * What Logback's layouts see of a redacted failure: the class of the original one.
 */
final class RedactedThrowableProxy extends ThrowableProxy {

	RedactedThrowableProxy(RedactedThrowable failure) {
		super(failure);
	}

	@Override
	public String getClassName() {
		return className(getThrowable(), super.getClassName());
	}

	@Override
	public @Nullable IThrowableProxy getCause() {
		IThrowableProxy cause = super.getCause();
		return (cause != null) ? new Nested(cause) : null;
	}

	@Override
	public IThrowableProxy[] getSuppressed() {
		return nested(super.getSuppressed());
	}

	private static IThrowableProxy[] nested(IThrowableProxy[] proxies) {
		IThrowableProxy[] nested = new IThrowableProxy[proxies.length];
		for (int i = 0; i < proxies.length; i++) {
			nested[i] = new Nested(proxies[i]);
		}
		return nested;
	}

	private static String className(@Nullable Throwable failure, String otherwise) {
		return (failure instanceof RedactedThrowable redacted) ? redacted.className() : otherwise;
	}

	private record Nested(IThrowableProxy proxy) implements IThrowableProxy {

		@Override
		public String getMessage() {
			return this.proxy.getMessage();
		}

		@Override
		public String getOverridingMessage() {
			return this.proxy.getOverridingMessage();
		}

		@Override
		public String getClassName() {
			Throwable failure = (this.proxy instanceof ThrowableProxy own) ? own.getThrowable() : null;
			return className(failure, this.proxy.getClassName());
		}

		@Override
		public StackTraceElementProxy[] getStackTraceElementProxyArray() {
			return this.proxy.getStackTraceElementProxyArray();
		}

		@Override
		public int getCommonFrames() {
			return this.proxy.getCommonFrames();
		}

		@Override
		public @Nullable IThrowableProxy getCause() {
			IThrowableProxy cause = this.proxy.getCause();
			return (cause != null) ? new Nested(cause) : null;
		}

		@Override
		public IThrowableProxy[] getSuppressed() {
			return nested(this.proxy.getSuppressed());
		}

		@Override
		public boolean isCyclic() {
			return this.proxy.isCyclic();
		}

	}

}
