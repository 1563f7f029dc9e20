package org.trialbook.event;

/// What somebody blinded may know of an event. There is no default: an event that does not answer where it is declared
/// does not compile. Most answer by implementing one of the three below.
public interface ToBlinded {

    enum Knowledge {
        SHOWN,
        SHOWN_WITHOUT_SEALED_FIELDS,
        WITHHELD
    }

    Knowledge toBlinded();

    /// An event without sealed fields that anybody may know.
    interface Shown extends ToBlinded {
        @Override
        default Knowledge toBlinded() {
            return Knowledge.SHOWN;
        }
    }

    /// That it happened may be known, and everything in it that is not sealed.
    interface ShownWithoutSealedFields extends ToBlinded {
        @Override
        default Knowledge toBlinded() {
            return Knowledge.SHOWN_WITHOUT_SEALED_FIELDS;
        }
    }

    /// Not even that it happened: its frequency, or its moment, depends on the arm.
    interface Withheld extends ToBlinded {
        @Override
        default Knowledge toBlinded() {
            return Knowledge.WITHHELD;
        }
    }
}
