package io.contexttrace;

import java.util.function.Supplier;

/**
 * Keeps the failures of a companion away from the work.
 *
 * @param companion who may fail
 * @param barrier reports it
 */
record GuardedCompanion(ThreadCompanion companion, FaultBarrier barrier) implements ThreadCompanion {

	private static final CurrentContext.Scope NOTHING = () -> {
	};

	@Override
	public Supplier<CurrentContext.Scope> take() {
		Supplier<CurrentContext.Scope> taken = guarded(this.companion::take, () -> NOTHING);
		return () -> open(taken);
	}

	@Override
	public CurrentContext.Scope clear() {
		return open(this.companion::clear);
	}

	private CurrentContext.Scope open(Supplier<CurrentContext.Scope> taken) {
		CurrentContext.Scope scope = guarded(taken, NOTHING);
		return () -> this.barrier.run(this.companion, scope::close);
	}

	private <T> T guarded(Supplier<T> source, T otherwise) {
		try {
			return source.get();
		}
		catch (RuntimeException | LinkageError ex) {
			this.barrier.report(this.companion, ex);
			return otherwise;
		}
	}

}
