package io.contexttrace.sink;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds records against the schema that the jar publishes.
 */
final class RecordSchema {

	private static final Schema SCHEMA = load("/META-INF/context-trace/llm-call.schema.json");

	private RecordSchema() {
	}

	static void accepts(String json) {
		assertThat(SCHEMA.validate(json, InputFormat.JSON, RecordSchema::checkFormats)).as(json).isEmpty();
	}

	static void refuses(String json) {
		assertThat(SCHEMA.validate(json, InputFormat.JSON, RecordSchema::checkFormats)).as(json).isNotEmpty();
	}

	private static void checkFormats(com.networknt.schema.ExecutionContext context) {
		context.executionConfig((config) -> config.formatAssertionsEnabled(true));
	}

	private static Schema load(String resource) {
		try (InputStream schema = RecordSchema.class.getResourceAsStream(resource)) {
			return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
