package org.trialbook.protocol;

import java.util.Optional;

/// One of a visit that takes place more than once, as events, addresses and answers name it: `cycle.3`. No code holds a
/// full stop, so it can be told from every visit that takes place once, and whatever knows a visit by its code knows
/// it.
///
/// @param visit the code that the protocol gives all of them
/// @param number 1 for the first; the cycle
public record NumberedVisit(String visit, int number) {

    /// Of a visit that is unscheduled, too.
    public static final int MOST = 999;

    /// From a code such as `cycle.3`; nothing for one that has no number.
    public static Optional<NumberedVisit> of(String code) {
        int stop = code.indexOf('.');
        return stop > 0 && code.substring(stop + 1).matches("[1-9][0-9]{0,2}")
                ? Optional.of(new NumberedVisit(code.substring(0, stop), Integer.parseInt(code.substring(stop + 1))))
                : Optional.empty();
    }

    /// The code without its number, if it has one.
    public static String base(String code) {
        return of(code).map(NumberedVisit::visit).orElse(code);
    }

    /// The one before it; nothing before the first.
    public Optional<NumberedVisit> before() {
        return number > 1 ? Optional.of(new NumberedVisit(visit, number - 1)) : Optional.empty();
    }

    public String code() {
        return visit + "." + number;
    }
}
