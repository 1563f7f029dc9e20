package org.trialbook.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import org.trialbook.access.start.ServerStart;
import org.trialbook.access.start.StartFailure;
import org.trialbook.blind.BlindComparisonCommand;
import org.trialbook.verify.ConsistencyCommand;
import org.trialbook.verify.InclusionCommand;
import org.trialbook.verify.SeedShareCommand;
import org.trialbook.verify.VerifyCommand;
import org.trialbook.witness.WitnessCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `trialbook`: the command line. Exit codes: 0 sound, 1 findings, 2 unreadable or misused.
@Command(
        name = "trialbook",
        description = "The record of a randomized trial: kept, shown and verified.",
        mixinStandardHelpOptions = true,
        version = "trialbook 0.1.0",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            SimulateCommand.class,
            ProtocolCommand.class,
            MediaCommand.class,
            TokenCommand.class,
            RotateKeyCommand.class,
            RotateBlindingKeyCommand.class,
            ConfirmClockCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ArchiveCommand.class,
            CarryOverElsewhere.class,
            VerifyCommand.class,
            InclusionCommand.class,
            ConsistencyCommand.class,
            SeedShareCommand.class,
            WitnessCommand.class
        })
public final class TrialbookMain implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    public static void main(String[] args) {
        // Until a server configures its own logging: standard output is for what the command has to say.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        int exit = commandLine().execute(BlindComparisonCommand.routed(args));
        // A server goes on after its command returned; everything else has said what it had to say.
        if (exit != ServeCommand.RUNNING) {
            System.exit(exit);
        }
    }

    /// Every command; the comparison of the blind is asked for as `verify --blind`.
    static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new TrialbookMain());
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(StartFailure.sentence(failure));
            return ServerStart.FAILED;
        });
        CommandLine comparison = new CommandLine(new BlindComparisonCommand());
        comparison.getCommandSpec().usageMessage().hidden(true);
        return commands.addSubcommand(BlindComparisonCommand.name(), comparison);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }
}
