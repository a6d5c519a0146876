package io.contexttrace;

import org.jspecify.annotations.Nullable;

/**
 * Which prompt template a call to a model was made with, so that versions and variants
 * can be compared. It is set by the application, and sent on to the services that a
 * request reaches.
 *
 * @param name what the template is called; one of few, because it becomes a metric tag
 * @param version which version of the template it is; one of few, because it becomes a
 * metric tag
 * @param variant which variant of an A/B test it is
 */
public record Prompt(String name, @Nullable String version, @Nullable String variant) {

}
