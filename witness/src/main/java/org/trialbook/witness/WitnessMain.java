package org.trialbook.witness;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Where the witness starts. Exit codes: 0 ended as asked, 2 misused.
@Command(
        name = "trialbook",
        description = "Watches a log and cosigns what only grows.",
        mixinStandardHelpOptions = true,
        version = "trialbook witness, C2SP tlog-witness",
        subcommands = WitnessCommand.class)
public final class WitnessMain implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new WitnessMain());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: witness serve");
    }
}
