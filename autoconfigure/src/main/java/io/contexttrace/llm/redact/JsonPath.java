package io.contexttrace.llm.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A path to values of a JSON document: names, indexes, {@code *} and {@code ..}. How far
 * a value is on the path is a set of bits, one for each number of steps that lie behind.
 */
final class JsonPath {

	private static final int MAX_STEPS = 60;

	private static final Pattern STEP = Pattern.compile("(\\.\\.?)(?:(\\*)|([^.\\[\\]'\"*\\s]++)|(?=\\[))"
			+ "|\\[(?:(\\*)|(\\d{1,9})|'([^']++)'|\"([^\"]++)\")\\]");

	private final List<Step> steps = new ArrayList<>();

	JsonPath(String path) {
		Matcher matcher = STEP.matcher(path);
		int at = 1;
		boolean deep = false;
		while (path.startsWith("$") && matcher.find(at) && matcher.start() == at) {
			deep |= "..".equals(matcher.group(1));
			boolean step = matcher.end() - at > ((matcher.group(1) != null) ? matcher.group(1).length() : 0);
			if (step) {
				this.steps.add(step(matcher, deep));
				deep = false;
			}
			at = matcher.end();
		}
		if (at != path.length() || deep || this.steps.isEmpty() || this.steps.size() > MAX_STEPS) {
			throw new IllegalArgumentException("'" + path + "' is no path such as $.customer.name, $.items[*].ssn,"
					+ " $['a name'] or $..password");
		}
	}

	/**
	 * How far a child is on the path.
	 * @param parent how far its parent is
	 * @param name its name, or {@code null} in an array
	 * @param index its index, or -1 in an object
	 * @return how far it is
	 */
	long child(long parent, @Nullable String name, int index) {
		long child = 0;
		for (int i = 0; i < this.steps.size(); i++) {
			if ((parent & 1L << i) != 0) {
				child |= this.steps.get(i).takes(name, index) ? 1L << (i + 1) : 0;
				child |= this.steps.get(i).deep() ? 1L << i : 0;
			}
		}
		return child;
	}

	boolean isEnd(long position) {
		return (position & 1L << this.steps.size()) != 0;
	}

	private static Step step(Matcher matcher, boolean deep) {
		String name = first(matcher.group(3), first(matcher.group(6), matcher.group(7)));
		String index = matcher.group(5);
		return new Step(name, (index != null) ? Integer.valueOf(index) : null, deep);
	}

	private static @Nullable String first(@Nullable String first, @Nullable String second) {
		return (first != null) ? first : second;
	}

	// either may be null, and so stand for any
	private record Step(@Nullable String name, @Nullable Integer index, boolean deep) {

		boolean takes(@Nullable String childName, int childIndex) {
			if (this.index != null) {
				return this.index == childIndex;
			}
			return this.name == null || this.name.equals(childName);
		}

	}

}
