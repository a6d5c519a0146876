package io.contexttrace.ai;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.prompt.Prompt;

/**
 * What a model is given.
 *
 * @param prompt the messages and the options
 * @param template the prompt template that they were made with
 * @param documents what was retrieved for it, as an advisor has left it
 */
record ModelInput(Prompt prompt, io.contexttrace.@Nullable Prompt template, @Nullable Object documents) {

}
