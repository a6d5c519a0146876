package io.contexttrace.benchmarks;

import java.io.IOException;

import org.openjdk.jmh.Main;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks, always with the profilers of allocations and CPU time, and prints
 * their results as a table. Takes the options of JMH.
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
		Options options = new OptionsBuilder().parent(given)
			.addProfiler(GCProfiler.class)
			.addProfiler(CpuTimeProfiler.class)
			.build();
		System.out.println(new ResultTable(new Runner(options).run()));
	}

}
