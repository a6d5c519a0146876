package io.contexttrace.ai;

import java.util.List;

import org.springframework.ai.chat.prompt.Prompt;

/**
 * Marks a streamed request, so that the provider's HTTP client knows on its own threads
 * which call the request belongs to. Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface ModelRequestMarker {

	/**
	 * Mark a prompt.
	 * @param prompt what the model is given
	 * @param requestId identifies the call
	 * @return a marked copy, or the prompt itself if it goes to another provider
	 */
	Prompt mark(Prompt prompt, String requestId);

	/**
	 * A marker that lets several mark a prompt, each that of its own provider.
	 * @param markers the markers; none of them for applications whose providers need none
	 * @return a marker that asks all of them
	 */
	static ModelRequestMarker all(List<? extends ModelRequestMarker> markers) {
		return (prompt, requestId) -> {
			Prompt marked = prompt;
			for (ModelRequestMarker marker : markers) {
				marked = marker.mark(marked, requestId);
			}
			return marked;
		};
	}

}
