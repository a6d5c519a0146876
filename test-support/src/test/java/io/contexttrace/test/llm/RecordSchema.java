package io.contexttrace.test.llm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.contexttrace.sink.LogSink;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds records against the schema that the library's jar publishes.
 */
public final class RecordSchema {

	private static final Schema SCHEMA = load("/META-INF/context-trace/llm-call.schema.json");

	private RecordSchema() {
	}

	/**
	 * Check that a line is a record.
	 * @param line the message of the event in the log
	 */
	public static void accepts(String line) {
		assertThat(SCHEMA.validate(line, InputFormat.JSON, RecordSchema::checkFormats)).as(line).isEmpty();
		assertThat(line).doesNotContain("\n", "\r");
	}

	private static void checkFormats(ExecutionContext context) {
		context.executionConfig((config) -> config.formatAssertionsEnabled(true));
	}

	private static Schema load(String resource) {
		try (InputStream schema = LogSink.class.getResourceAsStream(resource)) {
			return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
