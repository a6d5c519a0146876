package io.contexttrace.sink;

import java.io.StringWriter;

import io.contexttrace.llm.Cost;
import io.contexttrace.llm.Kept;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Words a record as one single-line JSON object, as the schema
 * {@code META-INF/context-trace/llm-call.schema.json} describes it. What is not known is
 * absent. Safe for use by several threads.
 */
final class LlmCallJson {

	private final JsonFactory factory = JsonFactory.builder()
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.build();

	private final ServiceIdentity service;

	LlmCallJson(ServiceIdentity service) {
		this.service = service;
	}

	String write(LlmRecord record) {
		StringWriter text = new StringWriter();
		try (JsonGenerator generator = this.factory.createGenerator(ObjectWriteContext.empty(), text)) {
			generator.writeStartObject();
			fields(new JsonFields(generator), record);
			generator.writeEndObject();
		}
		return JsonLine.of(text.toString());
	}

	private void fields(JsonFields json, LlmRecord record) {
		LlmCall call = record.call();
		IdsJson.write(json, call);
		json.text("service", this.service.name());
		json.text("serviceVersion", this.service.version());
		json.text("environment", this.service.environment());
		RequestJson.write(json, call.request());
		ResponseJson.write(json, record);
		cost(json, call.cost());
		TimingJson.write(json, call.timing());
		ContentJson.write(json, record.content());
		if (!record.redactions().isEmpty()) {
			json.object("redactions", () -> record.redactions().forEach(json::number));
		}
		kept(json, record.kept());
	}

	private static void cost(JsonFields json, @Nullable Cost cost) {
		if (cost != null) {
			json.object("cost", () -> {
				json.number("amount", cost.amount());
				json.text("currency", cost.currency());
				json.text("priceTable", cost.priceTable());
			});
		}
	}

	private static void kept(JsonFields json, Kept kept) {
		json.object("kept", () -> {
			json.flag("content", kept.content());
			json.text("reason", kept.reason());
		});
	}

}
