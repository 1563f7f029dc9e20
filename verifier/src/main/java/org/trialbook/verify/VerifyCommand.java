package org.trialbook.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.UnusableSecretException;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.Progress;
import org.trialbook.ledger.SignedNote;
import org.trialbook.ledger.TrustAnchors;
import org.trialbook.ledger.UnreadableBundleException;
import org.trialbook.verify.randomization.NotRecomputableException;
import org.trialbook.verify.randomization.RandomizationCheck;
import org.trialbook.verify.randomization.RandomizationReport;
import org.trialbook.verify.signatures.SignatureCheck;
import org.trialbook.verify.signatures.SignatureReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `verify`: checks every line, the tree, the signatures and the files, and says what that proves.
@Command(
        name = "verify",
        description = {
            "Verifies a bundle, an archive, or the log that a server hands out.",
            "Checks every line, gapless positions, the tree, the checkpoint's signature, and a bundle's files; of an"
                    + " archive also every recording that the record names.",
            "Trusts nothing but the key given with --key. With --randomization, recomputes who was allocated to what;"
                    + " with --signatures, compares what people signed with the events."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the record is sound",
            "1:it is not: the findings name the first bad position",
            "2:the record could not be read, or the command was misused"
        })
public final class VerifyCommand implements Callable<Integer> {

    static final int SOUND = 0;
    static final int FINDINGS = 1;
    static final int UNREADABLE = 2;

    @Parameters(
            paramLabel = "<bundle.zip | archive | https://server>",
            description = {
                "the bundle, as downloaded; the directory that 'trialbook archive' made;",
                "or the address under which /checkpoint and /tile are served"
            })
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private String record;

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Option(
            names = "--since",
            paramLabel = "<checkpoint>",
            description = "a checkpoint of this log that you have kept: the log must have grown from it")
    private @Nullable Path since;

    @Option(
            names = "--token-file",
            paramLabel = "<file>",
            description = "a file with the bearer token that the server asks for")
    private @Nullable Path tokenFile;

    @Option(
            names = "--randomization",
            description = {
                "also recompute every allocation from the revealed seed, and compare it with what was disclosed;",
                "for a bundle of a study that is unblinded"
            })
    private boolean randomization;

    @Option(
            names = "--blinding-key",
            paramLabel = "<file>",
            description = "with --randomization: a file of blinding keys, to compare what was sealed as well")
    private @Nullable Path blindingKey;

    @Option(
            names = "--signatures",
            description = "also compare every signature under forms with the events that it names; for a bundle")
    private boolean signatures;

    @Option(names = "--json", description = "print the result as one line of JSON")
    private boolean json;

    @Option(names = "--progress", description = "tell on standard error how far it has got, even where nobody looks on")
    private boolean progress;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        TrustAnchors brought = new TrustAnchors(
                trust.key(spec.commandLine()), trust.witnesses(spec.commandLine()), since == null ? null : note(since));
        PrintWriter out = spec.commandLine().getOut();
        try {
            RandomizationCheck check = randomization();
            BundleReport report = verify(brought);
            // Nobody knows what a record says that is not sound, so its randomization is not checked.
            RandomizationReport allocation =
                    check != null && report.sound() ? check.of(bundle(), report.manifest()) : null;
            SignatureReport signed =
                    signatures && report.sound() ? SignatureCheck.of(bundle(), report.manifest()) : null;
            if (json) {
                out.println(JsonReport.of(report, allocation, signed));
            } else {
                new TextReport(record, report).printTo(out);
                if (allocation != null) {
                    RandomizationText.print(allocation, blindingKey != null, out);
                }
                if (signed != null) {
                    SignatureText.print(signed, out);
                }
            }
            out.flush();
            return report.sound() && (allocation == null || allocation.sound()) && (signed == null || signed.sound())
                    ? SOUND
                    : FINDINGS;
        } catch (UnreadableBundleException | NotRecomputableException | IOException unreadable) {
            spec.commandLine().getErr().println(TextReport.printable(String.valueOf(unreadable.getMessage())));
            return UNREADABLE;
        }
    }

    private @Nullable RandomizationCheck randomization() {
        if (!randomization && blindingKey != null) {
            throw new ParameterException(spec.commandLine(), "--blinding-key goes with --randomization");
        }
        if ((randomization || signatures) && served()) {
            throw new ParameterException(
                    spec.commandLine(),
                    (randomization ? "--randomization" : "--signatures") + " is for a bundle: download one");
        }
        try {
            return randomization ? new RandomizationCheck(blindingKey) : null;
        } catch (UnusableSecretException unusable) {
            throw new ParameterException(spec.commandLine(), String.valueOf(unusable.getMessage()));
        }
    }

    private boolean served() {
        return record.startsWith("https://") || record.startsWith("http://");
    }

    private BundleReport verify(TrustAnchors brought) throws IOException, UnreadableBundleException {
        try (ProgressLine told = progressLine()) {
            return verify(brought, told);
        }
    }

    private BundleReport verify(TrustAnchors brought, Progress told) throws IOException, UnreadableBundleException {
        if (!served()) {
            return archived()
                    ? ArchiveVerification.of(path(), brought, told)
                    : RecordVerification.ofBundle(path(), brought, told);
        }
        if (brought.key() == null) {
            throw new ParameterException(
                    spec.commandLine(), "a server hands out no key: give the log's public key with --key");
        }
        try (HttpLog log = new HttpLog(URI.create(record), token())) {
            return RecordVerification.ofServedLog(log, brought, told);
        } catch (IllegalArgumentException misused) {
            throw new ParameterException(spec.commandLine(), String.valueOf(misused.getMessage()));
        }
    }

    private Path bundle() {
        return archived() ? ArchiveVerification.bundle(path()) : path();
    }

    private boolean archived() {
        return Files.isDirectory(path());
    }

    private Path path() {
        try {
            return Path.of(record);
        } catch (InvalidPathException misused) {
            throw new ParameterException(spec.commandLine(), "not the name of a file: " + record);
        }
    }

    @SuppressWarnings("SystemConsoleNull") // some releases of Java have no console where there is no terminal
    private ProgressLine progressLine() {
        boolean interactive = System.console() != null && System.console().isTerminal();
        boolean told = progress || (interactive && !json);
        return new ProgressLine(told ? spec.commandLine().getErr() : null, interactive, Clock.systemUTC());
    }

    private @Nullable String token() {
        try {
            return tokenFile == null ? null : NamedFile.text(tokenFile).strip();
        } catch (IOException unreadable) {
            throw new ParameterException(spec.commandLine(), "--token-file: " + unreadable.getMessage());
        }
    }

    private SignedNote note(Path file) {
        try {
            SignedNote note = SignedNote.parse(NamedFile.bytes(file));
            Checkpoint.parseBody(note.text());
            return note;
        } catch (IOException | IllegalArgumentException unusable) {
            throw new ParameterException(
                    spec.commandLine(), "--since is not a file with a checkpoint: " + unusable.getMessage());
        }
    }
}
