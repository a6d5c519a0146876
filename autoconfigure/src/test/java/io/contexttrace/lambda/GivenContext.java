package io.contexttrace.lambda;

import java.util.HashMap;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda's runtime says of one invocation.
 */
final class GivenContext implements Context {

	private final Map<String, String> custom = new HashMap<>();

	private @Nullable String trace;

	GivenContext custom(String name, String value) {
		this.custom.put(name, value);
		return this;
	}

	GivenContext trace(String trace) {
		this.trace = trace;
		return this;
	}

	@Override
	public String getXrayTraceId() {
		return this.trace;
	}

	@Override
	public ClientContext getClientContext() {
		return this.custom.isEmpty() ? null : new ClientContext() {

			@Override
			public Client getClient() {
				return null;
			}

			@Override
			public Map<String, String> getCustom() {
				return GivenContext.this.custom;
			}

			@Override
			public Map<String, String> getEnvironment() {
				return null;
			}

		};
	}

	@Override
	public String getAwsRequestId() {
		return "request";
	}

	@Override
	public String getLogGroupName() {
		return "group";
	}

	@Override
	public String getLogStreamName() {
		return "stream";
	}

	@Override
	public String getFunctionName() {
		return "function";
	}

	@Override
	public String getFunctionVersion() {
		return "1";
	}

	@Override
	public String getInvokedFunctionArn() {
		return "arn";
	}

	@Override
	public CognitoIdentity getIdentity() {
		return null;
	}

	@Override
	public int getRemainingTimeInMillis() {
		return 1000;
	}

	@Override
	public int getMemoryLimitInMB() {
		return 128;
	}

	@Override
	public LambdaLogger getLogger() {
		return null;
	}

}
