package io.contexttrace.hop.grpc;

import io.contexttrace.hop.Witness;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.grpc.server.GlobalServerInterceptor;

/**
 * An application that serves over gRPC, and calls itself.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class GrpcApplication {

	@Bean
	TalkService talkService(Witness witness) {
		return new TalkService(witness);
	}

	@Bean
	@GlobalServerInterceptor
	SeenMetadata seenMetadata() {
		return new SeenMetadata();
	}

	@Bean
	ToldSteps toldSteps() {
		return new ToldSteps();
	}

}
