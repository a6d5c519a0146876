package io.contexttrace;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the current work is done for: a user's session, a document, a batch, a workflow
 * instance. Immutable, and so safe to share between threads.
 *
 * @param id identifies this context
 * @param kind what sort of context this is: {@code session}, {@code document},
 * {@code batch}, {@code workflow} or the application's own word; one of few, because it
 * becomes a metric tag; 1 to 32 letters, digits, {@code .}, {@code _} or {@code -}
 * @param parentId the context inside which this one was opened, if any
 * @param userId the pseudonym of the user, in the form of a {@link ContextId}; never a
 * name, an address or an account
 * @param attributes what else the application wants to keep with the context; it stays in
 * this process
 */
public record BusinessContext(ContextId id, String kind, @Nullable ContextId parentId, @Nullable String userId,
		Map<String, String> attributes) {

	/**
	 * The attribute that says which attempt this is, from 1, at work that is done again
	 * under the same id, such as a batch that is restarted. Unlike others, it is in the
	 * log and in spans.
	 */
	public static final String ATTEMPT = "attempt";

	/**
	 * Create a context.
	 * @param id identifies this context
	 * @param kind what sort of context this is
	 * @param parentId the context inside which this one was opened
	 * @param userId the pseudonym of the user
	 * @param attributes what else to keep
	 * @throws IllegalArgumentException if the kind or the user is not in the form that
	 * goes over the wire
	 */
	public BusinessContext {
		if (!isKind(kind)) {
			throw new IllegalArgumentException("A kind is 1 to 32 letters, digits, '.', '_' or '-'");
		}
		if (userId != null && !WireForm.isId(userId)) {
			throw new IllegalArgumentException("A user's pseudonym has the form of a context id");
		}
		attributes = Map.copyOf(attributes);
	}

	/**
	 * Create a context that has nothing but an id and a kind.
	 * @param id identifies the context
	 * @param kind what sort of context it is
	 * @return the context
	 */
	public static BusinessContext of(ContextId id, String kind) {
		return new BusinessContext(id, kind, null, null, Map.of());
	}

	/**
	 * Whether a text can be a kind.
	 * @param kind the text, which may come from outside
	 * @return {@code true} if it is 1 to 32 letters, digits, {@code .}, {@code _} or
	 * {@code -}
	 */
	public static boolean isKind(@Nullable String kind) {
		return kind != null && WireForm.isKind(kind);
	}

	/**
	 * Create a context inside this one, for the same user.
	 * @param id identifies the new context
	 * @param kind what sort of context the new one is
	 * @return a context whose parent is this one
	 */
	public BusinessContext child(ContextId id, String kind) {
		return new BusinessContext(id, kind, this.id, this.userId, Map.of());
	}

	/**
	 * This context as it is inside another one: that one is its parent, and that one's
	 * user its user, unless it has its own. The same context inside itself has no other
	 * parent than it had.
	 * @param outer the context inside which this one is opened, if there is one
	 * @return the changed copy
	 */
	public BusinessContext inside(@Nullable BusinessContext outer) {
		if (outer == null) {
			return this;
		}
		ContextId outerId = outer.id.equals(this.id) ? outer.parentId : outer.id;
		return new BusinessContext(this.id, this.kind, (this.parentId != null) ? this.parentId : outerId,
				(this.userId != null) ? this.userId : outer.userId, this.attributes);
	}

	/**
	 * This context with another parent.
	 * @param parentId the context inside which this one was opened
	 * @return the changed copy
	 */
	public BusinessContext withParent(@Nullable ContextId parentId) {
		return new BusinessContext(this.id, this.kind, parentId, this.userId, this.attributes);
	}

	/**
	 * This context with another user.
	 * @param userId the user's pseudonym, as made by {@link UserPseudonyms}
	 * @return the changed copy
	 */
	public BusinessContext withUser(@Nullable String userId) {
		return new BusinessContext(this.id, this.kind, this.parentId, userId, this.attributes);
	}

	/**
	 * This context with one more attribute.
	 * @param name what the attribute is called
	 * @param value its value
	 * @return the changed copy
	 */
	public BusinessContext withAttribute(String name, String value) {
		Map<String, String> changed = new LinkedHashMap<>(this.attributes);
		changed.put(name, value);
		return new BusinessContext(this.id, this.kind, this.parentId, this.userId, changed);
	}

}
