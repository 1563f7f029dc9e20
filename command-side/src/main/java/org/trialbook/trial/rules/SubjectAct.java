package org.trialbook.trial.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.casebook.Disposition.Discontinued;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.OfSubject;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Precondition;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Boundary.Criterion;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;

/// An act on one subject, with the rules that many of them share. Its boundary: all events of the subject, the
/// opening of the site, the protocol, and the reads that it waits for.
public abstract class SubjectAct<B, S extends Fold & OfSubject> extends Act<SubjectId, B, S> {
    /// Answered as "no such subject", like a subject of another site.
    private static final Reason NO_SUCH_SUBJECT =
            Reason.of("no-such-subject", "The subject is not registered.").asIfAbsent();
    private static final Reason SUBJECT_HAS_WITHDRAWN = Reason.of(
            "subject-has-withdrawn",
            "Nothing more is done with a subject who has withdrawn. What was recorded stays; what is wrong is corrected by"
                    + " correct-value and correct-fact.");
    private static final Reason OUT_OF_ORDER = Reason.of(
            "out-of-order",
            "Consent comes first, and eligibility before randomization; the rest of the order is the protocol's.");
    /// The act waits for a successful attempt, and the caller must not know whether there was one.
    private static final Reason WAITS_FOR_WHAT_IS_SEALED = Reason.of(
            "waits-for-what-is-sealed",
            "What waits for a successful attempt is done by those who may know whether there was one.");
    /// No attempt had succeeded by then. The blinded are never answered with it, and not told that somebody was.
    private static final Reason NO_SUCCESSFUL_ATTEMPT = Reason.of(
                    "no-successful-attempt", "The protocol puts a successful attempt first.")
            .withheld();

    /// What comes of the act depends on the arm, and the caller must not know it.
    private static final Reason TELLS_THE_ARM = Reason.of(
                    "act-tells-the-arm", "What depends on the arm is done by those whom the protocol lets know it.")
            .alwaysRecorded()
            .shown();

    protected SubjectAct(String name, Class<B> body, Role... who) {
        super(name, Target.SUBJECT, body, who);
    }

    /// The day on which the act is said to have happened, in the calendar of the subject's site: of an act that
    /// does not name its day, that of its time.
    protected LocalDate day(Command<SubjectId, B> command, S state) {
        return command.context().occurredOn(state.subject().zone());
    }

    /// The day at the subject's site on which the act is recorded.
    protected static LocalDate today(Command<SubjectId, ?> command, OfSubject state) {
        return command.context().today(state.subject().zone());
    }

    /// The act whose order in the protocol this one follows.
    protected String orderedAs() {
        return name();
    }

    /// Whether what it is answered with depends on the arm.
    protected boolean tellsTheArm() {
        return false;
    }

    @Override
    public Boundary boundary(Command<SubjectId, B> command) {
        return Boundary.ofSubject(command.target());
    }

    /// Submissions bear the read's code and not the subject, so that they are found only once the subject's events have
    /// told the code.
    @Override
    public Boundary further(Command<SubjectId, B> command, S state) {
        Boundary further = Boundary.none();
        for (String code : state.subject().awaitedReads(orderedAs())) {
            further =
                    further.and(new Criterion(Set.of(ReadSubmitted.class), Set.of(new EventTag(EventTag.READ, code))));
        }
        return further;
    }

    /// Whom the protocol blinds and who was unblinded for this subject is marked as such in what they do with it from
    /// then on (ICH E6(R3) 3.16.1). That they were is shown anyway, and the mark says no more.
    @Override
    protected final Outcome marked(Command<SubjectId, B> command, S state, Outcome accepted) {
        Integer unblinding = state.subject().unblindingOf(command.actor().id()).orElse(null);
        if (unblinding == null
                || !state.subject().blinding().blinded(command.actor().role().storedName())
                || !(accepted instanceof Outcome.Recorded(var events, var tags, var shownOnce))) {
            return accepted;
        }
        Map<TrialEvent, EventTag> all = new HashMap<>(tags);
        events.forEach(event -> all.putIfAbsent(event, EventTag.afterUnblinding(unblinding)));
        return new Outcome.Recorded(events, all, shownOnce);
    }

    // ---- what many acts ask

    /// What is asked first of an act that decides something: protocol, subject, site, withdrawal, order and dates.
    @SafeVarargs
    protected final List<Rule<Command<SubjectId, B>, S>> decision(Rule<Command<SubjectId, B>, S>... own) {
        return all(List.of(), this::notWithdrawn, List.of(own));
    }

    /// What is asked first of an act that records a fact: a fact from before the withdrawal may be entered late.
    @SafeVarargs
    protected final List<Rule<Command<SubjectId, B>, S>> fact(Rule<Command<SubjectId, B>, S>... own) {
        return all(List.of(), this::notWithdrawnBefore, List.of(own));
    }

    /// The same, with rules that are asked before anything of the subject's course is looked at.
    protected final List<Rule<Command<SubjectId, B>, S>> fact(
            List<Rule<Command<SubjectId, B>, S>> beforeTheCourse, List<Rule<Command<SubjectId, B>, S>> own) {
        return all(beforeTheCourse, this::notWithdrawnBefore, own);
    }

    private List<Rule<Command<SubjectId, B>, S>> all(
            List<Rule<Command<SubjectId, B>, S>> beforeTheCourse,
            Rule<Command<SubjectId, B>, S> withdrawal,
            List<Rule<Command<SubjectId, B>, S>> own) {
        List<Rule<Command<SubjectId, B>, S>> all = new ArrayList<>(List.of(
                this::protocolPublished, this::subjectRegistered, this::mayKnowTheArm, this::mayKnowWhatItWaitsFor));
        all.addAll(beforeTheCourse);
        all.addAll(List.of(
                this::siteOpen,
                withdrawal,
                this::happened,
                this::inOrder,
                this::notBeforeWhatComesFirst,
                this::cameToWhatComesFirst));
        all.addAll(own);
        return List.copyOf(all);
    }

    protected final @Nullable Refusal protocolPublished(Command<SubjectId, B> command, S state) {
        return state.subject().published().isEmpty() ? SharedReasons.noProtocol() : null;
    }

    protected final @Nullable Refusal subjectRegistered(Command<SubjectId, B> command, S state) {
        return state.subject().registered() ? null : NO_SUCH_SUBJECT.refusal();
    }

    protected final @Nullable Refusal siteOpen(Command<SubjectId, B> command, S state) {
        return state.subject().siteOpen()
                ? null
                : SharedReasons.siteNotOpen(command.target().site());
    }

    protected final @Nullable Refusal notWithdrawn(Command<SubjectId, B> command, S state) {
        return state.subject().disposition() instanceof Discontinued(LocalDate on) ? withdrawn(on) : null;
    }

    protected final @Nullable Refusal notWithdrawnBefore(Command<SubjectId, B> command, S state) {
        return state.subject().disposition() instanceof Discontinued(LocalDate on)
                        && day(command, state).isAfter(on)
                ? withdrawn(on)
                : null;
    }

    private static Refusal withdrawn(LocalDate on) {
        return SUBJECT_HAS_WITHDRAWN.with("withdrawnOn", on);
    }

    /// It has happened, and in the person's life.
    protected final @Nullable Refusal happened(Command<SubjectId, B> command, S state) {
        LocalDate day = day(command, state);
        Refusal outOfBounds = DayBounds.refusal(day, today(command, state));
        int born = state.subject().registered() ? state.subject().birthYear() : day.getYear();
        return outOfBounds == null && day.getYear() < born
                ? SharedReasons.tooLongAgo(day, LocalDate.of(born, 1, 1))
                : outOfBounds;
    }

    protected final @Nullable Refusal notBeforeTheRegistration(Command<SubjectId, B> command, S state) {
        return notBefore("register-subject", day(command, state), state.subject());
    }

    private static @Nullable Refusal notBefore(String first, LocalDate day, SubjectState subject) {
        return subject.when(first)
                .filter(day::isBefore)
                .map(earliest -> SharedReasons.tooEarly(day, first, earliest))
                .orElse(null);
    }

    /// What the law and the protocol put first was recorded.
    protected final @Nullable Refusal inOrder(Command<SubjectId, B> command, S state) {
        List<String> missing = state.subject().protocol().before(orderedAs()).stream()
                .filter(first -> !state.subject().recorded(first))
                .toList();
        return missing.isEmpty() ? null : outOfOrder(orderedAs(), String.join(", ", missing));
    }

    /// @param missing what must come first
    protected static Refusal outOfOrder(String act, String missing) {
        return OUT_OF_ORDER.with("act", act).with("missing", missing);
    }

    protected final @Nullable Refusal notBeforeWhatComesFirst(Command<SubjectId, B> command, S state) {
        LocalDate day = day(command, state);
        for (String first : state.subject().protocol().before(orderedAs())) {
            Refusal early = notBefore(first, day, state.subject());
            if (early != null) {
                return early;
            }
        }
        return null;
    }

    /// It depends on the act and the role, and so comes before whatever depends on more.
    protected final @Nullable Refusal mayKnowTheArm(Command<SubjectId, B> command, S state) {
        return tellsTheArm()
                        && state.subject()
                                .blinding()
                                .blinded(command.actor().role().storedName())
                ? TELLS_THE_ARM.with("act", name())
                : null;
    }

    /// A refusal for want of a successful attempt would tell how the attempts went: who must not know that is refused
    /// whatever happened.
    protected final @Nullable Refusal mayKnowWhatItWaitsFor(Command<SubjectId, B> command, S state) {
        return state.subject().blinding().blinded(command.actor().role().storedName())
                        && state.subject().protocol().ordered(orderedAs()).stream()
                                .anyMatch(Precondition::success)
                ? WAITS_FOR_WHAT_IS_SEALED.with("act", orderedAs())
                : null;
    }

    /// What the protocol puts first came to what it asks.
    protected final @Nullable Refusal cameToWhatComesFirst(Command<SubjectId, B> command, S state) {
        LocalDate day = day(command, state);
        return state.subject().protocol().ordered(orderedAs()).stream()
                .map(first -> cameTo(first, day, state.subject()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private Optional<Refusal> cameTo(Precondition first, LocalDate day, SubjectState subject) {
        if (first.success()) {
            boolean succeeded =
                    subject.succeededOn().filter(then -> !day.isBefore(then)).isPresent();
            return succeeded ? Optional.empty() : Optional.of(NO_SUCCESSFUL_ATTEMPT.with("act", orderedAs()));
        }
        return first.submission() && !subject.submitted(first.recording())
                ? Optional.of(outOfOrder(orderedAs(), first.toString()))
                : Optional.empty();
    }

    /// The act is recorded once for a subject.
    protected final @Nullable Refusal once(Command<SubjectId, B> command, S state) {
        return state.subject()
                .when(name())
                .map(day -> SharedReasons.alreadyRecorded("%s on %s".formatted(name(), day)))
                .orElse(null);
    }
}
