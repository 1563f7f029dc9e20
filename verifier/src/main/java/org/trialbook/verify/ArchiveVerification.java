package org.trialbook.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.trialbook.event.EventJson;
import org.trialbook.event.NamedMedia;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.BundleZip;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.Finding;
import org.trialbook.ledger.Progress;
import org.trialbook.ledger.TrustAnchors;
import org.trialbook.ledger.UnreadableBundleException;

/// Verifies an archive: a directory with the bundle, every recording that the record names under
/// `media/<SHA-256>`, and what else was put there, each as [FileSums] says. The record vouches for its
/// recordings, whatever that file says.
public final class ArchiveVerification {

    public static final String BUNDLE = "bundle.zip";
    public static final String MEDIA = "media/";

    private static final String LINES = "lines.jsonl";
    private static final int HASH = 64;

    private ArchiveVerification() {}

    /// The bundle of an archive.
    public static Path bundle(Path archive) {
        return archive.resolve(BUNDLE);
    }

    /// @param trust what the inspector brings along
    /// @throws UnreadableBundleException if there is no bundle in it
    /// @throws IOException if the list of files can't be read
    public static BundleReport of(Path archive, TrustAnchors trust, Progress progress)
            throws IOException, UnreadableBundleException {
        BundleReport report = RecordVerification.ofBundle(bundle(archive), trust, progress);
        FileSums stated = FileSums.statedIn(archive);
        List<Finding> findings = new ArrayList<>(stated.against(archive));
        stated.byFile().forEach((file, sum) -> {
            if (file.startsWith(MEDIA) && file.length() == MEDIA.length() + HASH && !file.endsWith(sum)) {
                findings.add(new Finding.MalformedEntry(file, "it is another recording than its name says"));
            }
        });
        // Nobody knows what a record names that is not sound.
        if (report.sound()) {
            for (String hash : named(bundle(archive), findings)) {
                if (!stated.byFile().containsKey(MEDIA + hash)) {
                    findings.add(new Finding.MissingEntry(MEDIA + hash));
                }
            }
        }
        return report.with(findings);
    }

    private static Set<String> named(Path bundle, List<Finding> findings)
            throws IOException, UnreadableBundleException {
        Set<String> hashes = new TreeSet<>();
        try (BundleZip zip = BundleZip.open(bundle);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(zip.read(LINES), StandardCharsets.UTF_8))) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                if (NamedMedia.types().stream().anyMatch(text::contains)) {
                    EventLine line = EventLine.parse(text.getBytes(StandardCharsets.UTF_8));
                    named(line).ifPresentOrElse(hashes::addAll, () -> findings.add(unreadable(line)));
                }
            }
        }
        return hashes;
    }

    /// The hashes that a line names; nothing when it can't be read.
    private static Optional<Set<String>> named(EventLine line) {
        if (!NamedMedia.types().contains(line.type())) {
            return Optional.of(Set.of());
        }
        try {
            return Optional.of(NamedMedia.in(EventJson.read(line.type(), line.version(), line.payload())));
        } catch (RuntimeException ofAnotherShape) {
            return Optional.empty();
        }
    }

    private static Finding unreadable(EventLine line) {
        return new Finding.UnreadableEvent(line.position(), line.type(), "it does not say which recording it names");
    }
}
