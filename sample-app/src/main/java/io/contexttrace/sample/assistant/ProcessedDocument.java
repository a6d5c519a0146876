package io.contexttrace.sample.assistant;

/**
 * What became of a document.
 *
 * @param text its text without markup and boilerplate
 * @param summary what it says, in short
 * @param label what kind of document it is
 */
record ProcessedDocument(String text, String summary, String label) {
}
