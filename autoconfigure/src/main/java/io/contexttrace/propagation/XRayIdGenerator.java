package io.contexttrace.propagation;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

import io.opentelemetry.sdk.trace.IdGenerator;

/**
 * Makes trace ids as AWS X-Ray wants them: eight digits of seconds since 1970, then 24
 * random ones. Safe for use by several threads.
 */
public enum XRayIdGenerator implements IdGenerator {

	/**
	 * The one instance.
	 */
	INSTANCE;

	private static final HexFormat HEX = HexFormat.of();

	private static final long MILLIS = 1000;

	@Override
	public String generateTraceId() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		int seconds = (int) (System.currentTimeMillis() / MILLIS);
		return HEX.toHexDigits(seconds) + HEX.toHexDigits(random.nextInt()) + HEX.toHexDigits(random.nextLong());
	}

	@Override
	public String generateSpanId() {
		return IdGenerator.random().generateSpanId();
	}

	@Override
	public boolean generatesRandomTraceIds() {
		return false;
	}

}
