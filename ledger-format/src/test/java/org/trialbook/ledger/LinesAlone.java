package org.trialbook.ledger;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Compares no event with anything: what is left is what this package can tell by itself, of samples whose events
/// say nothing.
final class LinesAlone implements EventChecks {

    private LinesAlone() {}

    static BundleReport verify(Path file, @Nullable NoteVerifier pinned) throws UnreadableBundleException {
        return BundleVerification.verify(file, TrustAnchors.in(pinned), new LinesAlone(), Progress.UNTOLD);
    }

    @Override
    public void line(LineScan line, Consumer<Finding> findings) {}

    @Override
    public boolean practice() {
        return false;
    }

    @Override
    public void withheld() {}

    @Override
    public void allRead(Consumer<Finding> findings) {}

    @Override
    public void beside(TextsBesideLines texts, Consumer<Finding> findings) {}

    @Override
    public void protocols(SortedMap<String, Optional<String>> files, Consumer<Finding> findings) {}
}
