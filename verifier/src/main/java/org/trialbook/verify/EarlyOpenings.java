package org.trialbook.verify;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.Finding;
import org.trialbook.ledger.LineScan;
import org.trialbook.ledger.Sha256;

/// Whether arms were disclosed, or the seed revealed, while the study was still to be kept blind: before it was
/// unblinded, or before its last subject was randomized.
///
/// If any such event of a study comes early, so does its first one; a few fields per study are enough.
final class EarlyOpenings {

    /// This is far more studies than one log holds.
    static final int MOST = 1_000;

    private final Map<String, Study> studies = new LinkedHashMap<>();
    private boolean withheld;

    private static final class Study {
        private boolean unblinded;
        private @Nullable Opening disclosed;
        private @Nullable Opening revealed;
    }

    /// The first of its kind.
    private static final class Opening {
        private final long position;

        /// Whether the study's unblinding was shown before.
        private final boolean unblinded;

        /// Whether something was withheld before, which may have been the unblinding.
        private final boolean maybe;

        private boolean randomizedLater;

        Opening(long position, boolean unblinded, boolean maybe) {
            this.position = position;
            this.unblinded = unblinded;
            this.maybe = maybe;
        }

        void judge(
                Study study,
                LongFunction<Finding> beforeUnblinding,
                LongFunction<Finding> beforeRandomization,
                Consumer<Finding> findings) {
            if (!unblinded && (study.unblinded || !maybe)) {
                findings.accept(beforeUnblinding.apply(position));
            } else if (randomizedLater) {
                findings.accept(beforeRandomization.apply(position));
            }
        }
    }

    void withheld() {
        withheld = true;
    }

    void randomized(LineScan line) {
        if (studies.isEmpty()) {
            return;
        }
        Study study = studies.get(key(line));
        if (study != null) {
            if (study.disclosed != null) {
                study.disclosed.randomizedLater = true;
            }
            if (study.revealed != null) {
                study.revealed.randomizedLater = true;
            }
        }
    }

    void unblinded(LineScan line, Consumer<Finding> findings) {
        Study study = study(line, findings);
        if (study != null) {
            study.unblinded = true;
        }
    }

    void disclosed(LineScan line, Consumer<Finding> findings) {
        Study study = study(line, findings);
        if (study != null && study.disclosed == null) {
            study.disclosed = new Opening(line.position(), study.unblinded, withheld);
        }
    }

    void revealed(LineScan line, Consumer<Finding> findings) {
        Study study = study(line, findings);
        if (study != null && study.revealed == null) {
            study.revealed = new Opening(line.position(), study.unblinded, withheld);
        }
    }

    private @Nullable Study study(LineScan line, Consumer<Finding> findings) {
        String key = key(line);
        if (studies.size() == MOST && !studies.containsKey(key)) {
            findings.accept(new Finding.UnreadableEvent(
                    line.position(), line.type(), "no more than " + MOST + " studies are told apart"));
            return null;
        }
        return studies.computeIfAbsent(key, _ -> new Study());
    }

    /// As long for every study; events that bear none are of one of their own.
    private static String key(LineScan line) {
        String study = line.study();
        return study == null
                ? ""
                : HexFormat.of().formatHex(Sha256.digest().digest(study.getBytes(StandardCharsets.UTF_8)));
    }

    void judge(Consumer<Finding> findings) {
        for (Study study : studies.values()) {
            if (study.disclosed != null) {
                study.disclosed.judge(
                        study,
                        at -> new Finding.EarlyDisclosure(at, "before the study was unblinded"),
                        at -> new Finding.EarlyDisclosure(at, "before the study's last subject was randomized"),
                        findings);
            }
            if (study.revealed != null) {
                study.revealed.judge(
                        study,
                        at -> new Finding.EarlyReveal(at, "before the study was unblinded"),
                        at -> new Finding.EarlyReveal(at, "before the study's last subject was randomized"),
                        findings);
            }
        }
    }
}
