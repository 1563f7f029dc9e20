package org.trialbook.trial.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.CourseDays;
import org.trialbook.event.SiteId;
import org.trialbook.protocol.EditChecks;
import org.trialbook.protocol.Protocol.CodeListItem;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;

/// Refusals that several acts share: something is missing before, something has already happened, or the request's
/// content does not fit the protocol.
public final class SharedReasons {
    private static final Reason NO_PROTOCOL =
            Reason.of("no-protocol", "Nothing is recorded before the study's protocol is published.");
    private static final Reason SITE_NOT_OPEN = Reason.of("site-not-open", "A site acts only after it was opened.");
    private static final Reason ALREADY_RECORDED =
            Reason.of("already-recorded", "This is recorded once, and stays as it is.");
    private static final Reason NOTHING_RECORDED = Reason.of(
            "nothing-recorded", "Only what was recorded, and counts, is marked as entered in error or taken back.");
    private static final Reason IN_THE_FUTURE = Reason.of("in-the-future", "Only what has happened is recorded.");
    private static final Reason TOO_LONG_AGO =
            Reason.of("too-long-ago", "What is recorded happened within the last ten years, and in the person's life.");
    private static final Reason TOO_EARLY =
            Reason.of("too-early", "An act cannot have happened before one that the protocol puts first.");
    private static final Reason UNKNOWN_CODE = Reason.of("unknown-code", "The protocol names what can be recorded.");
    private static final Reason INVALID_ANSWERS = Reason.of(
            "invalid-answers", "Every answer is known, complete, of its type, in its unit and within its range.");

    private static final int OLDEST = 120;
    private static final Reason IMPLAUSIBLE_BIRTH_YEAR =
            Reason.of("implausible-birth-year", "A birth year lies within the last 120 years.");
    private static final Reason RECORDED_FOR_A_LATER_DAY = Reason.of(
            "recorded-for-a-later-day",
            "A subject is withdrawn as of no day before what is recorded: one of the two days is wrong, and is put right"
                    + " by correct-fact.");

    private SharedReasons() {}

    /// The refusal of a year in which nobody was born who is registered on that day.
    public static @Nullable Refusal implausibleBirthYear(int year, LocalDate registeredOn) {
        int latest = registeredOn.getYear();
        int earliest = latest - OLDEST;
        return year >= earliest && year <= latest
                ? null
                : IMPLAUSIBLE_BIRTH_YEAR
                        .with("birthYear", year)
                        .with("earliest", earliest)
                        .with("latest", latest);
    }

    public static Refusal nothingRecorded() {
        return NOTHING_RECORDED.refusal();
    }

    /// @param latest what is recorded for the latest day
    public static Refusal recordedForALaterDay(LocalDate withdrawnOn, CourseDays.Recorded latest) {
        return RECORDED_FOR_A_LATER_DAY
                .with("withdrawnOn", withdrawnOn)
                .with("recorded", latest.act())
                .with("on", latest.on());
    }

    public static Refusal noProtocol() {
        return NO_PROTOCOL.refusal();
    }

    public static Refusal siteNotOpen(SiteId site) {
        return SITE_NOT_OPEN.with("site", site);
    }

    /// @param what what was recorded before
    public static Refusal alreadyRecorded(String what) {
        return ALREADY_RECORDED.with("recorded", what);
    }

    /// @param way the act that puts right what was recorded wrongly
    public static Refusal alreadyRecorded(String what, String way) {
        return Reason.of(
                        ALREADY_RECORDED.name(),
                        "This is recorded once, never repeated. What was recorded wrongly is put right by %s."
                                .formatted(way))
                .with("recorded", what);
    }

    public static Refusal inTheFuture(LocalDate date, LocalDate today) {
        return IN_THE_FUTURE.with("date", date).with("today", today);
    }

    /// @param earliest the first day that is taken
    public static Refusal tooLongAgo(LocalDate date, LocalDate earliest) {
        return TOO_LONG_AGO.with("date", date).with("earliest", earliest);
    }

    /// @param after what must have happened first, on `earliest`
    public static Refusal tooEarly(LocalDate date, String after, LocalDate earliest) {
        return TOO_EARLY.with("date", date).with("after", after).with("earliest", earliest);
    }

    /// @param kind what sort of code was expected, such as `visit`
    public static Refusal unknownCode(String kind, String code, List<String> known) {
        return unknown(kind, known).with("code", code);
    }

    /// Of an act whose refusals are recorded: what was given instead of a code is free text, and is sealed.
    public static Refusal unknownSealedCode(String kind, String code, List<String> known) {
        return unknown(kind, known).sealing("code", code);
    }

    private static Refusal unknown(String kind, List<String> known) {
        return UNKNOWN_CODE.with("kind", kind).with("known", String.join(", ", known));
    }

    public static Refusal invalidAnswers(List<EditChecks.Problem> problems) {
        Refusal refusal = INVALID_ANSWERS.refusal();
        for (var item : byItem(problems).entrySet()) {
            refusal = refusal.with(item.getKey(), item.getValue());
        }
        return refusal;
    }

    /// Item → all that is wrong with its answer.
    public static SortedMap<String, String> byItem(List<EditChecks.Problem> problems) {
        SortedMap<String, String> byItem = new TreeMap<>();
        problems.forEach(problem ->
                byItem.merge(problem.item(), problem.rule() + ": " + problem.detail(), (a, b) -> a + "; " + b));
        return byItem;
    }

    public static List<String> codes(List<CodeListItem> choices) {
        return choices.stream().map(CodeListItem::code).toList();
    }
}
