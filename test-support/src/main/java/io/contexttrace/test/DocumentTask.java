package io.contexttrace.test;

/**
 * Something to do with a whole document.
 */
interface DocumentTask {

	/**
	 * Whether instructions ask for this task.
	 * @param instructions what the model was told to do
	 * @return {@code true} if they begin with this task's verb
	 */
	boolean isAskedForBy(String instructions);

	/**
	 * Do it.
	 * @param instructions what exactly the model was told to do
	 * @param document the text of the document
	 * @return what the model answers
	 */
	String perform(String instructions, String document);

}
