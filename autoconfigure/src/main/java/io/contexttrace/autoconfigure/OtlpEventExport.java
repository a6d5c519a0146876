package io.contexttrace.autoconfigure;

import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Says once at start-up if the events were switched on and cannot go anywhere. An
 * environment without a collector is no reason not to start.
 */
final class OtlpEventExport implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger("context-trace");

	private final ListableBeanFactory beans;

	OtlpEventExport(ListableBeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (has(LoggerProvider.class) && (has(LogRecordExporter.class) || !has(BatchLogRecordProcessor.class))) {
			return;
		}
		logger.warn("Records do not leave as events though context-trace.records.otlp-event is true: {}",
				has(LoggerProvider.class)
						? "no LogRecordExporter bean takes them; is management.opentelemetry.logging.export.otlp.endpoint set?"
						: "there is no LoggerProvider bean; are spring-boot-opentelemetry and OpenTelemetry's SDK there and enabled?");
	}

	private boolean has(Class<?> type) {
		return this.beans.getBeanNamesForType(type, true, false).length > 0;
	}

}
