package io.contexttrace.hop.providers;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application with several providers on its class path, of which a property chooses
 * one.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class ProviderApplication {

}
