package io.contexttrace.benchmarks;

import java.io.IOException;

import org.openjdk.jmh.Main;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks, always with the profiler of allocations, and prints their results
 * as a table. Takes the options of JMH.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	/**
	 * Run the benchmarks.
	 * @param args the options of JMH
	 * @throws CommandLineOptionException if an option is none of JMH
	 * @throws RunnerException if a benchmark cannot be run
	 * @throws IOException if JMH cannot print its own help
	 */
	public static void main(String[] args) throws CommandLineOptionException, RunnerException, IOException {
		CommandLineOptions given = new CommandLineOptions(args);
		if (given.shouldHelp() || given.shouldList() || given.shouldListProfilers()) {
			Main.main(args);
			return;
		}
		Runner runner = new Runner(new OptionsBuilder().parent(given).addProfiler(GCProfiler.class).build());
		System.out.println(new ResultTable(runner.run()));
	}

}
