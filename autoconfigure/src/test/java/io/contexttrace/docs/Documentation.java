package io.contexttrace.docs;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the documentation is.
 */
final class Documentation {

	/**
	 * The root of the source tree, whichever directory the tests are run in.
	 */
	static final Path ROOT = root(Path.of("").toAbsolutePath());

	private Documentation() {
	}

	private static Path root(Path directory) {
		return Files.exists(directory.resolve("CONTRIBUTING.md")) ? directory : root(directory.getParent());
	}

}
