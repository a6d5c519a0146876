package io.contexttrace.sink;

import org.jspecify.annotations.Nullable;

/**
 * The service that makes records.
 *
 * @param name its name
 * @param version its version
 * @param environment where it is deployed
 */
public record ServiceIdentity(@Nullable String name, @Nullable String version, @Nullable String environment) {

}
