package org.trialbook.event;

/// Which events somebody blinded may know of at all. Their sealed fields are withheld besides. Both sides ask here:
/// what is shown, and what a receipt may count, is one decision; the events themselves make it ([ToBlinded]).
public final class BlindingPolicy {

    private BlindingPolicy() {}

    /// Whether the event may be shown to somebody blinded.
    public static boolean toBlinded(TrialEvent event) {
        return event.toBlinded() != ToBlinded.Knowledge.WITHHELD;
    }
}
