package org.trialbook.blind;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.BlindingKeystore;
import org.trialbook.blinding.UnusableSecretException;
import org.trialbook.event.EventJson;
import org.trialbook.event.MalformedIdException;
import org.trialbook.event.StudyId;
import org.trialbook.event.TextsBesideTheLog;
import org.trialbook.event.UnknownEventException;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.Finding;
import org.trialbook.ledger.KeyType;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.Progress;
import org.trialbook.ledger.TrustAnchors;
import org.trialbook.ledger.UnreadableBundleException;
import org.trialbook.verify.RecordVerification;
import org.trialbook.verify.randomization.BundledTexts;
import org.trialbook.view.projection.TrialRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `verify --blind`: an inspector's comparison of everything the blinded are told.
@Command(
        name = "verify --blind",
        description = {
            "Verifies a bundle first; then makes everything that blinded roles are told of its record, from the record"
                    + " and",
            "from the same record with other bytes in every sealed field, and compares the two byte for byte.",
            "Prints a digest of all of it, which everybody who has the bundle can recompute."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:nothing that the blinded are told depends on what is sealed",
            "1:something does, or the record is not sound: the findings say what",
            "2:the record could not be read, or the command was misused"
        })
public final class BlindComparisonCommand implements Callable<Integer> {

    /// How this command is asked for.
    public static final String OPTION = "--blind";

    private static final String NAME = "verify-blind";
    private static final int MOST_SHOWN = 50;

    @Parameters(paramLabel = "<bundle.zip>", description = "the whole record, as downloaded")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private String bundle;

    @Option(
            names = "--key",
            paramLabel = "<key>",
            description = "the log's public key, got by another way than the record, or a file that holds it")
    private @Nullable String key;

    @Option(
            names = "--blinding-key",
            paramLabel = "<file>",
            description = {
                "the file with the blinding key: what is sealed is then opened, here and nowhere else, and every"
                        + " answer",
                "is searched for it. Nothing of it is printed but a text that was found where it must not be."
            })
    private @Nullable Path blindingKey;

    @Option(names = "--json", description = "print the result as one line of JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    /// The command line with `verify … --blind …` as this command's.
    public static String[] routed(String[] arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        if (words.isEmpty() || !words.getFirst().equals("verify") || !words.remove(OPTION)) {
            return arguments;
        }
        words.set(0, NAME);
        return words.toArray(String[]::new);
    }

    /// The name under which the command line has this command.
    public static String name() {
        return NAME;
    }

    @Override
    public Integer call() {
        try {
            Path file = Path.of(bundle);
            BundleReport verified = RecordVerification.ofBundle(file, TrustAnchors.in(verifier()), Progress.UNTOLD);
            if (!verified.sound()) {
                return unsound(verified);
            }
            if (verified.withheld() > 0) {
                return unreadable("%s withholds %d events: the comparison needs the whole record"
                        .formatted(file, verified.withheld()));
            }
            if (verified.lines() == 0) {
                return unreadable(file + " holds no event");
            }
            try (TextsBesideTheLog.Asked _ = BundledTexts.of(file)) {
                TrialRecord record = BundledRecord.read(file);
                BlindReport report = BlindComparison.of(record, study(record), opening());
                print(report, verified.pinned());
                return report.blind() ? 0 : 1;
            }
        } catch (UnreadableBundleException
                | IOException
                | InvalidPathException
                | UnusableSecretException
                | UnknownEventException e) {
            return unreadable(String.valueOf(e.getMessage()));
        }
    }

    private int unreadable(String why) {
        spec.commandLine().getErr().println(why);
        return 2;
    }

    private @Nullable NoteVerifier verifier() {
        if (key == null) {
            return null;
        }
        try {
            Path file = Path.of(key);
            return NoteVerifier.parse(
                    Files.isRegularFile(file) ? Files.readString(file).strip() : key, KeyType.LOG);
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--key is neither a verifier key nor a file that holds one: " + e.getMessage());
        }
    }

    private @Nullable BlindingKey opening() {
        return blindingKey == null ? null : BlindingKeystore.open(blindingKey, new SecureRandom());
    }

    /// A bundle may be of no one study; a record has one.
    private static StudyId study(TrialRecord record) throws IOException {
        for (long position = 0; position < record.size(); position++) {
            String study = record.line(position).study();
            if (study != null) {
                try {
                    return new StudyId(study);
                } catch (MalformedIdException e) {
                    throw new IOException("the study of #%d is none: %s".formatted(position, e.getMessage()), e);
                }
            }
        }
        throw new IOException("no event names a study");
    }

    private int unsound(BundleReport verified) {
        PrintWriter out = spec.commandLine().getOut();
        for (Finding finding : verified.findings().stream().limit(MOST_SHOWN).toList()) {
            out.println("not sound: %s%s %s"
                    .formatted(
                            finding.code(),
                            finding.position().isPresent()
                                    ? " #" + finding.position().getAsLong()
                                    : "",
                            finding.evidence()));
        }
        out.println("The record is not what was signed; run verify without --blind for all findings.");
        out.flush();
        return 1;
    }

    private void print(BlindReport report, boolean pinned) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(EventJson.mapper().writeValueAsString(report.json()));
            out.flush();
            return;
        }
        out.printf("bundle     study %s, %,d events, sound%n", report.study(), report.events());
        out.printf(
                "answers    %,d, made twice: from the record, and with other bytes in every sealed field%n",
                report.answers());
        out.printf("boxes      %,d, sealed under %s%n", report.boxes(), String.join(", ", report.keys()));
        if (report.searched() != null) {
            out.printf("search     for %,d sealed texts and codes, in every answer%n", report.searched());
        } else {
            out.println("search     none: without --blinding-key nobody knows what to search for");
        }
        if (report.unopened() != null && report.unopened() > 0) {
            out.printf("caution    the key does not open %,d events%n", report.unopened());
        }
        if (!pinned) {
            out.println("caution    without --key this rests on the bundle's own key");
        }
        out.printf("digest     %s%n", report.digest());
        report.findings().stream().limit(MOST_SHOWN).forEach(finding -> out.println("FINDING    " + finding));
        out.println(
                report.blind()
                        ? "Nothing that the blinded are told depends on what is sealed."
                        : "%,d findings.".formatted(report.findings().size()));
        out.flush();
    }
}
