package org.trialbook.standalone.broken.view;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.Correction;
import org.trialbook.event.ItemValue;
import org.trialbook.event.VisitWindow;

/// A view that folds again what the casebook folds: what the rule must reject.
public final class FoldsAnew {
    public @Nullable ItemValue answer(Correction correction) {
        return correction.to();
    }

    public VisitWindow window(LocalDate target) {
        return new VisitWindow(target, target, target);
    }
}
