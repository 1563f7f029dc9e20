package org.trialbook.witness;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `trialbook witness`: run it where the log's operator has no say.
@Command(
        name = "witness",
        description = "Watches a log and cosigns its checkpoints as long as it only grows.",
        mixinStandardHelpOptions = true,
        subcommands = {ServeWitnessCommand.class, RotateWitnessCommand.class})
public final class WitnessCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: witness serve, or witness rotate");
    }
}
