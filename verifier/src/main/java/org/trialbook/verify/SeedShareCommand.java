package org.trialbook.verify;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShareFile;
import org.trialbook.blinding.UnusableSecretException;
import org.trialbook.event.MalformedIdException;
import org.trialbook.event.StudyId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `seed-share`: a party of the seed draws its share, on a machine of its own.
@Command(
        name = "seed-share",
        description = {
            "Draws one party's share of a study's randomization seed, and tells what to commit to.",
            "The party records the commitment (the act commit-seed-share), and hands the file over to whoever runs the",
            "server only when the other party's commitment stands in the record too."
        },
        mixinStandardHelpOptions = true,
        subcommands = {SeedShareCommand.Draw.class, SeedShareCommand.Commitment.class})
public final class SeedShareCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: draw or commitment");
    }

    /// Whose share, of which study.
    static final class Whose {

        @Option(names = "--party", required = true, paramLabel = "<party>", description = "sponsor or statistician")
        @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
        private String party;

        @Option(names = "--study", required = true, paramLabel = "<study>", description = "such as HOT-CRT")
        @SuppressWarnings("NullAway.Init")
        private String study;

        SeedParty party(CommandSpec spec) {
            return SeedParty.named(party)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(), "--party is sponsor or statistician, not " + party));
        }

        StudyId study(CommandSpec spec) {
            try {
                return new StudyId(study);
            } catch (MalformedIdException malformed) {
                throw new ParameterException(spec.commandLine(), "--study: " + malformed.getMessage());
            }
        }
    }

    /// `seed-share draw`
    @Command(
            name = "draw",
            description = {
                "Draws a share of 32 bytes, writes it to a file that only its owner may read, and prints the commitment.",
                "A file that is there already is never written over."
            },
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:drawn and written", "1:there is a file already; it stays as it is", "2:misused"})
    static final class Draw implements Callable<Integer> {

        @Mixin
        private final Whose whose = new Whose();

        @Option(names = "--out", required = true, paramLabel = "<file>", description = "where the share is written")
        @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
        private Path file;

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public Integer call() {
            SeedParty party = whose.party(spec);
            StudyId study = whose.study(spec);
            if (!SeedShareFile.create(file, study, party, new SecureRandom())) {
                spec.commandLine().getErr().println(file + " is there already, and stays as it is.");
                return 1;
            }
            return print(spec, file, study, party);
        }
    }

    /// `seed-share commitment`
    @Command(
            name = "commitment",
            description = "Prints the commitment to a share once more.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:printed", "2:the file can't be used, or the command was misused"})
    static final class Commitment implements Callable<Integer> {

        @Mixin
        private final Whose whose = new Whose();

        @Option(names = "--share", required = true, paramLabel = "<file>", description = "the file with the share")
        @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
        private Path file;

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public Integer call() {
            return print(spec, file, whose.study(spec), whose.party(spec));
        }
    }

    private static int print(CommandSpec spec, Path file, StudyId study, SeedParty party) {
        try {
            spec.commandLine()
                    .getOut()
                    .println(SeedShareFile.open(file, study, party).commitment(study, party));
            return 0;
        } catch (UnusableSecretException unusable) {
            spec.commandLine().getErr().println(unusable.getMessage());
            return 2;
        }
    }
}
