package io.contexttrace.hop.lambda.function;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * A function that knows nothing of contexts. It answers with what is in its log's fields,
 * and asks the next function, if there is one.
 */
public final class ChainFunction implements RequestHandler<Map<String, Object>, Map<String, Object>> {

	private static final Logger logger = LoggerFactory.getLogger(ChainFunction.class);

	private final String next = System.getenv("NEXT_FUNCTION");

	private final Map<Integer, CyclicBarrier> together = new ConcurrentHashMap<>();

	private final LambdaClient client = (this.next == null) ? null
			: LambdaClient.builder()
				.endpointOverride(URI.create(System.getenv("LAMBDA_URL")))
				.httpClient(UrlConnectionHttpClient.create())
				.build();

	@Override
	public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
		logger.info("Worked at {}", context.getFunctionName());
		if (event.get("fail") != null && event.get("fail").equals(context.getFunctionName())) {
			throw new IllegalStateException("out of stock");
		}
		awaitOthers(event.get("together"));
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("fields", MDC.getCopyOfContextMap());
		answer.put("property", System.getProperty("com.amazonaws.xray.traceHeader"));
		answer.put("custom", (context.getClientContext() != null) ? context.getClientContext().getCustom() : null);
		if (this.next != null) {
			ask(event.get("fail"), answer);
		}
		return answer;
	}

	private void awaitOthers(Object invocations) {
		if (invocations instanceof Integer parties) {
			try {
				this.together.computeIfAbsent(parties, CyclicBarrier::new).await(30, TimeUnit.SECONDS);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	private void ask(Object failing, Map<String, Object> answer) {
		InvokeResponse response = this.client.invoke((request) -> request.functionName(this.next)
			.payload(SdkBytes.fromUtf8String("{\"fail\":\"" + failing + "\"}")));
		answer.put("error", response.functionError());
		answer.put("next", response.payload().asUtf8String());
	}

}
