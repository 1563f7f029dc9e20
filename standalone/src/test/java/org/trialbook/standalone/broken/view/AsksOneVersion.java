package org.trialbook.standalone.broken.view;

import org.trialbook.protocol.Form;
import org.trialbook.protocol.Item;

/// A view that asks a version of the protocol alone what is sealed: what the rule must reject.
public final class AsksOneVersion {
    public boolean ofTheForm(Form form) {
        return form.revealing();
    }

    public boolean ofAnItem(Form form) {
        return form.items().stream().anyMatch(Item::revealing);
    }
}
