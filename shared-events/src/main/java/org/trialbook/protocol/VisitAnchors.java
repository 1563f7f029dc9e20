package org.trialbook.protocol;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectEvent.ConsentSigned;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.VisitWindow;
import org.trialbook.protocol.Protocol.Visit;

/// The days that a subject's visits are counted from, and the windows that follow: for decisions and views alike.
///
/// Of each anchor the day counts that was recorded first. Further attempts at an implant are withheld from the blinded,
/// and so none of them may move a window, whatever its date.
public final class VisitAnchors {

    private static final String ENROLMENT = "enrolment";
    private static final String RANDOMIZATION = "randomization";
    private static final String IMPLANT = "implant";

    static final Set<String> NAMES = Set.of(ENROLMENT, RANDOMIZATION, IMPLANT);

    private VisitAnchors() {}

    /// @param days anchor → the day it was first recorded for
    /// @return the days after one more event; the argument is not changed
    public static SortedMap<String, LocalDate> after(SortedMap<String, LocalDate> days, SubjectEvent event) {
        return switch (event) {
            case ConsentSigned consent -> and(days, ENROLMENT, consent.signedOn());
            case SubjectRandomized randomized -> and(days, RANDOMIZATION, randomized.randomizedOn());
            case ImplantAttempted attempt -> and(days, IMPLANT, attempt.performedOn());
            default -> days;
        };
    }

    private static SortedMap<String, LocalDate> and(SortedMap<String, LocalDate> days, String anchor, LocalDate day) {
        if (days.containsKey(anchor)) {
            return days;
        }
        SortedMap<String, LocalDate> more = new TreeMap<>(days);
        more.put(anchor, day);
        return more;
    }

    /// The visit's window, or nothing for a visit without a fixed date or whose anchor has not happened.
    public static Optional<VisitWindow> window(Visit visit, Map<String, LocalDate> days) {
        @Nullable LocalDate anchor = visit.anchor() == null ? null : days.get(visit.anchor());
        return Optional.ofNullable(anchor)
                .map(day -> shifted(day, visit.day()))
                .map(target ->
                        new VisitWindow(shifted(target, -visit.before()), target, shifted(target, visit.after())));
    }

    /// Earlier programs took days of any year: at the ends of the calendar a window is cut off.
    private static LocalDate shifted(LocalDate day, int days) {
        return LocalDate.ofEpochDay(
                Math.clamp(day.toEpochDay() + days, LocalDate.MIN.toEpochDay(), LocalDate.MAX.toEpochDay()));
    }

    /// The first day on which the visit, or a form of it, can have taken place: that of what it is counted from, or the
    /// day on which its window opens where the protocol lets it be earlier. Nothing for a visit without a window.
    public static Optional<LocalDate> earliest(Visit visit, Map<String, LocalDate> days) {
        @Nullable LocalDate anchor = visit.anchor() == null ? null : days.get(visit.anchor());
        return window(visit, days)
                .map(VisitWindow::opens)
                .map(opens -> anchor != null && anchor.isBefore(opens) ? anchor : opens);
    }

    /// The act that sets an anchor.
    public static String act(String anchor) {
        return switch (anchor) {
            case ENROLMENT -> "sign-consent";
            case RANDOMIZATION -> "randomize";
            case IMPLANT -> "record-implant-attempt";
            default -> throw new IllegalArgumentException("no anchor: " + anchor);
        };
    }
}
