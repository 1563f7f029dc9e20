package org.trialbook.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Collects the rotations of a bundle while its lines pass, and tells afterwards which key counts at
/// which size.
///
/// An inspector may have brought the log's first key or any later one. A later one counts if the
/// rotations lead to it from the key in the bundle.
final class KeyChain {

    /// Far more than a trial needs; checking each takes two signatures.
    static final int MAX_ROTATIONS = 1_000;

    private final List<Rotation> rotations = new ArrayList<>();
    /// Where the first rotation stands that is one too many, or -1.
    private long tooMany = -1;

    /// The first position that is withheld behind the beginning, and behind each rotation.
    private final NavigableSet<Long> gaps = new TreeSet<>();

    private boolean gapAwaited = true;

    private record Rotation(long position, String version, String payload) {}

    /// @param keys the history, or null if there is no key at all
    /// @param pinnedFrom the smallest size for which the inspector's key or one that it leads to signs; 0
    ///     if the log's first key is pinned
    /// @param gaps the first position that is withheld behind the beginning, and behind each rotation
    record Verdict(@Nullable KeyHistory keys, long pinnedFrom, NavigableSet<Long> gaps) {

        /// The first position below a size at which a rotation of the key that is in force there may be
        /// withheld, or null if all rotations are shown.
        @Nullable
        Long gapBelow(long size) {
            if (keys == null) {
                return null;
            }
            Long gap = gaps.ceiling(keys.epochAt(size).fromSize());
            return gap == null || gap >= size ? null : gap;
        }
    }

    void take(LineScan line) {
        if (!KeyHistory.isRotation(line)) {
            return;
        }
        if (rotations.size() == MAX_ROTATIONS) {
            tooMany = tooMany < 0 ? line.position() : tooMany;
        } else {
            rotations.add(new Rotation(line.position(), line.version(), line.payload()));
            gapAwaited = true;
        }
    }

    /// Takes note that the event at this position is withheld, whatever it is.
    void withheld(long position) {
        if (gapAwaited) {
            gaps.add(position);
            gapAwaited = false;
        }
    }

    Verdict judge(@Nullable NoteVerifier pinned, @Nullable NoteVerifier bundled, Findings findings) {
        if (tooMany >= 0) {
            findings.add(new Finding.UntrustedRotation(tooMany, "there are more than " + MAX_ROTATIONS + " rotations"));
        }
        if (pinned != null && bundled != null && !pinned.equals(bundled)) {
            KeyHistory keys = history(bundled, Findings.all());
            for (KeyHistory.KeyEpoch epoch : keys.epochs()) {
                if (epoch.key().equals(pinned)) {
                    return new Verdict(history(bundled, findings), epoch.fromSize(), gaps);
                }
            }
            findings.add(new Finding.ForeignKey(pinned.toString(), bundled.toString()));
        }
        NoteVerifier first = pinned != null ? pinned : bundled;
        return new Verdict(first == null ? null : history(first, findings), 0, gaps);
    }

    private KeyHistory history(NoteVerifier first, Findings findings) {
        KeyHistory keys = new KeyHistory(first);
        for (Rotation rotation : rotations) {
            try {
                keys.take(rotation.position, rotation.version, rotation.payload);
            } catch (UntrustedNoteException | IllegalArgumentException untrusted) {
                findings.add(new Finding.UntrustedRotation(rotation.position, String.valueOf(untrusted.getMessage())));
            }
        }
        return keys;
    }
}
