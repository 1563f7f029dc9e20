package org.trialbook.blind;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.trialbook.ledger.BundleZip;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TreeHash;
import org.trialbook.ledger.UnreadableBundleException;
import org.trialbook.view.projection.TrialRecord;

/// The record in a bundle that was verified before.
final class BundledRecord implements TrialRecord {

    private static final String LINES = "lines.jsonl";

    private final List<EventLine> lines = new ArrayList<>();
    private final List<TreeHash> leaves = new ArrayList<>();

    /// @throws IOException when the bundle cannot be read
    /// @throws UnreadableBundleException when it is none
    /// @throws org.trialbook.ledger.MalformedLineException when a line is none; a verified bundle has no such line
    static BundledRecord read(Path bundle) throws IOException, UnreadableBundleException {
        BundledRecord record = new BundledRecord();
        try (BundleZip zip = BundleZip.open(bundle);
                InputStream in = zip.read(LINES)) {
            record.split(in.readAllBytes());
        }
        return record;
    }

    private void split(byte[] bytes) {
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                byte[] line = Arrays.copyOfRange(bytes, from, i);
                lines.add(EventLine.parse(line));
                leaves.add(Sha256.leaf(line));
                from = i + 1;
            }
        }
    }

    @Override
    public long size() {
        return lines.size();
    }

    @Override
    public EventLine line(long position) {
        return lines.get(Math.toIntExact(position));
    }

    @Override
    public TreeHash leafHash(long position) {
        return leaves.get(Math.toIntExact(position));
    }

    @Override
    public long sizeAt(Instant instant) {
        return lines.stream()
                .takeWhile(line -> !line.recordedAt().isAfter(instant))
                .count();
    }
}
