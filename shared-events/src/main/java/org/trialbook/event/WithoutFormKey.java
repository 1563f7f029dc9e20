package org.trialbook.event;

import tools.jackson.databind.node.ObjectNode;

/// Version 2 of [FormEvent.AssessmentRecorded] and [FormEvent.ValueCorrected] knew no form that repeats, so that
/// none had a key.
public final class WithoutFormKey implements Conversion {
    @Override
    public void toNext(ObjectNode payload) {
        payload.putNull("key");
    }
}
