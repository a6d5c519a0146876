package io.contexttrace.sample.assistant;

/**
 * What became of a document.
 *
 * @param contextId the id under which everything that was done with it can be found
 * @param text its text without markup and boilerplate
 * @param summary what it says, in short
 * @param label what kind of document it is
 */
record ProcessedDocument(String contextId, String text, String summary, String label) {
}
