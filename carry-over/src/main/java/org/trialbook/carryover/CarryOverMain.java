package org.trialbook.carryover;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Where the carrying over starts. Exit codes: 0 carried over, 1 damaged or different, 2 cannot be used or misused.
@Command(
        name = "trialbook",
        description = "Carries data directories of earlier releases over.",
        mixinStandardHelpOptions = true,
        version = "trialbook carry-over, embedded store format 2",
        subcommands = CarryOverCommand.class)
public final class CarryOverMain implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /// The command line, ready to execute: what nobody expected is told in a sentence, and never as damage.
    static CommandLine commandLine() {
        return new CommandLine(new CarryOverMain()).setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println("carry-over has broken off, and nothing was carried over: " + failure);
            return CarryOverCommand.UNUSABLE;
        });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: carry-over OLD NEW");
    }
}
