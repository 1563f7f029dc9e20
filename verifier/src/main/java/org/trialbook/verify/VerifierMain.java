package org.trialbook.verify;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// Where the verifier starts. Exit codes: 0 sound, 1 findings, 2 unreadable or misused.
@Command(
        name = "trialbook",
        description = "Verifies the record of a trial, with no trust in whoever keeps it.",
        mixinStandardHelpOptions = true,
        version = "trialbook verifier, bundle formats trialbook-bundle/1 and trialbook-redacted-bundle/1",
        subcommands = {VerifyCommand.class, InclusionCommand.class, ConsistencyCommand.class, SeedShareCommand.class})
public final class VerifierMain implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /// The command line, ready to execute: an unexpected error exits as 'unreadable', never as
    /// 'findings', and is told in a sentence.
    public static CommandLine commandLine() {
        return new CommandLine(new VerifierMain())
                .setExitCodeExceptionMapper(e -> VerifyCommand.UNREADABLE)
                .setExecutionExceptionHandler((_, command, _) -> brokenOff(command))
                .setExecutionStrategy(VerifierMain::execute);
    }

    private static int execute(ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (StackOverflowError | OutOfMemoryError _) {
            return brokenOff(parsed.commandSpec().commandLine());
        }
    }

    private static int brokenOff(CommandLine command) {
        command.getErr()
                .println("the verifier has broken off, by a fault of its own or for lack of memory: that says"
                        + " nothing of the record");
        return VerifyCommand.UNREADABLE;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: verify, inclusion, consistency or seed-share");
    }
}
