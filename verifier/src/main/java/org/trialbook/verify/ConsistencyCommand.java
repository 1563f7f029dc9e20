package org.trialbook.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.BundleAgainstBundle;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.Finding;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.Progress;
import org.trialbook.ledger.SignedNote;
import org.trialbook.ledger.TrustAnchors;
import org.trialbook.ledger.UnreadableBundleException;
import org.trialbook.ledger.WithheldTypes;
import org.trialbook.ledger.WitnessPolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `consistency`: whether the newer record continues the older one, or from which position on they part.
@Command(
        name = "consistency",
        description = {
            "Says whether a newer bundle continues an older bundle or checkpoint of the same log.",
            "Both are verified first. Of two bundles, it also tells what one withholds and the other shows."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:both are sound, and the newer one continues the older one",
            "1:the findings say what is wrong: 'fork' from which position on they differ, 'rollback' where the newer"
                    + " ends",
            "2:a file could not be read, or the command was misused"
        })
public final class ConsistencyCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "<older>", description = "a bundle, or a file with a checkpoint")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private Path older;

    @Parameters(index = "1", paramLabel = "<newer.zip>", description = "a bundle")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private Path newer;

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Option(names = "--json", description = "print the result as one line of JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        NoteVerifier key = trust.key(spec.commandLine());
        WitnessPolicy witnesses = trust.witnesses(spec.commandLine());
        try {
            return isZip(older) ? bundles(key, witnesses) : checkpointAndBundle(NamedFile.bytes(older), key, witnesses);
        } catch (UnreadableBundleException | IOException unreadable) {
            spec.commandLine().getErr().println(TextReport.printable(String.valueOf(unreadable.getMessage())));
            return VerifyCommand.UNREADABLE;
        }
    }

    /// A file that can't be read is taken for no zip; the code that reads it next says why.
    private static boolean isZip(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 'P' && in.read() == 'K';
        } catch (IOException unreadable) {
            return false;
        }
    }

    private int checkpointAndBundle(byte[] bytes, @Nullable NoteVerifier key, WitnessPolicy witnesses)
            throws UnreadableBundleException {
        SignedNote note;
        Checkpoint before;
        try {
            note = SignedNote.parse(bytes);
            before = Checkpoint.parseBody(note.text());
        } catch (IllegalArgumentException neither) {
            throw new ParameterException(
                    spec.commandLine(), older + " is neither a bundle nor a checkpoint: " + neither.getMessage());
        }
        BundleReport report =
                RecordVerification.ofBundle(newer, new TrustAnchors(key, witnesses, note), Progress.UNTOLD);
        return tell(report.findings(), before.size(), 0, report, List.of());
    }

    private int bundles(@Nullable NoteVerifier key, WitnessPolicy witnesses) throws UnreadableBundleException {
        BundleReport before = RecordVerification.ofBundle(older, TrustAnchors.in(key), Progress.UNTOLD);
        // Without a pinned key both have to be of the same key, or nothing would make them one log.
        NoteVerifier common = key != null ? key : before.key();
        BundleReport now =
                RecordVerification.ofBundle(newer, new TrustAnchors(common, witnesses, null), Progress.UNTOLD);
        if (!before.sound()) {
            spec.commandLine().getErr().println(TextReport.printable(older + " is not sound itself"));
        }
        Set<Finding> either = new LinkedHashSet<>(before.findings());
        either.addAll(now.findings());
        try {
            BundleAgainstBundle.of(older, newer).ifPresent(either::add);
        } catch (UnreadableBundleException incomparable) {
            // Without leaf hashes one of them is not sound, and that is what there is to tell.
            if (either.isEmpty()) {
                throw incomparable;
            }
        }
        List<Finding> findings = new ArrayList<>(either);
        findings.sort(Comparator.comparingLong(finding -> finding.position().orElse(Long.MAX_VALUE)));
        List<Withheld> withheld = findings.isEmpty()
                ? List.of(
                        new Withheld(older, newer, WithheldTypes.of(older, newer)),
                        new Withheld(newer, older, WithheldTypes.of(newer, older)))
                : List.of();
        return tell(findings, before.lines(), before.withheld(), now, withheld);
    }

    /// What one bundle withholds and the other one shows.
    private record Withheld(Path from, Path shownBy, SortedMap<String, Long> types) {}

    private int tell(
            List<Finding> findings, long sizeBefore, long withheldBefore, BundleReport now, List<Withheld> withheld) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonReport.of(
                    findings,
                    "\"older\":" + sizeBefore
                            + ",\"olderWithheld\":" + withheldBefore
                            + ",\"newer\":" + now.lines()
                            + ",\"newerWithheld\":" + now.withheld()
                            + ",\"pinned\":" + now.pinned()
                            + withheld.stream()
                                    .filter(some -> !some.types.isEmpty())
                                    .map(some -> ",\"withheldFrom"
                                            + (some.from.equals(older) ? "Older" : "Newer")
                                            + "\":" + JsonReport.of(some.types))
                                    .collect(Collectors.joining())));
        } else if (findings.isEmpty()) {
            Checkpoint checkpoint = Objects.requireNonNull(now.checkpoint(), "a sound bundle has a checkpoint");
            out.println(TextReport.printable(String.format(
                    Locale.ROOT,
                    "consistent: the %,d events of %s%s are the beginning of the %,d of %s%s, log %s",
                    sizeBefore,
                    older,
                    withheld(withheldBefore),
                    now.lines(),
                    newer,
                    withheld(now.withheld()),
                    checkpoint.origin())));
            for (Withheld some : withheld) {
                some.types.forEach((type, events) -> out.println(TextReport.printable(String.format(
                        Locale.ROOT,
                        "  withheld from %s, shown by %s: %,d %s",
                        some.from,
                        some.shownBy,
                        events,
                        type))));
            }
        } else {
            TextReport.printFindings(newer + " does not soundly continue " + older, findings, out);
        }
        out.flush();
        return findings.isEmpty() ? VerifyCommand.SOUND : VerifyCommand.FINDINGS;
    }

    private static String withheld(long events) {
        return events == 0 ? "" : String.format(Locale.ROOT, " (%,d withheld)", events);
    }
}
