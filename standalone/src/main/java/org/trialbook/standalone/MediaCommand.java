package org.trialbook.standalone;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `trialbook media`: what a site does with a file before it uploads it, on its own machine and without a server.
@Command(
        name = "media",
        description = "Looks into files for blinded reading, and writes them anew, on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {MediaCheckCommand.class, MediaCleanCommand.class})
final class MediaCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: check or clean.");
    }
}
