package org.trialbook.event;

import tools.jackson.databind.node.ObjectNode;

/// Version 1 of [FormEvent.AssessmentRecorded] and [FormEvent.ValueCorrected] knew no soft checks, so that no
/// reason was kept.
public final class WithoutKeptReasons implements Conversion {
    @Override
    public void toNext(ObjectNode payload) {
        payload.putObject("kept");
        payload.putNull("keptSealed");
    }
}
