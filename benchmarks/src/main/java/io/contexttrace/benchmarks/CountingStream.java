package io.contexttrace.benchmarks;

import java.io.OutputStream;

/**
 * Counts the bytes that it gets, and keeps none.
 */
final class CountingStream extends OutputStream {

	private long count;

	@Override
	public void write(int b) {
		this.count++;
	}

	@Override
	public void write(byte[] bytes, int offset, int length) {
		this.count += length;
	}

	long count() {
		return this.count;
	}

}
