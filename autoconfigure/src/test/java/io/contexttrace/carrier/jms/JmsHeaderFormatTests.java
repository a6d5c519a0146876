package io.contexttrace.carrier.jms;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class JmsHeaderFormatTests {

	@ParameterizedTest
	@CsvSource({ "X-Context-Id,X_Context_Id", "X-Amzn-Trace-Id,X_Amzn_Trace_Id", "traceparent,traceparent",
			"X-B3-TraceId,X_B3_TraceId", "x.case!id,x_case_id", "1st,_1st" })
	void aPropertysNameIsAJavaIdentifier(String header, String property) {
		assertThat(JmsHeaderFormat.propertyName(header)).isEqualTo(property);
	}

	@Test
	void anEmptyNameIsNoFailure() {
		assertThat(JmsHeaderFormat.propertyName("")).isEqualTo("_");
	}

}
