package org.trialbook.view.search;

import static org.trialbook.access.Role.OVERSIGHT;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.http.PlainDates;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.event.BlindingPolicy;
import org.trialbook.event.CorrectionEvent;
import org.trialbook.event.EventTag;
import org.trialbook.event.EventTypes;
import org.trialbook.event.FormEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.projection.TrialRecord;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.record.RecordPage;
import org.trialbook.view.record.SealedFields;

/// Events of the record by `who` (an account), `role`, `what` (an event's name), `subject`, `form`, `item`, and
/// recorded `since` and `until`: those that match all that are given, in the record's order. Nothing is found by
/// what is sealed.
///
/// A page looks at a bounded number of events, so it may hold fewer than its limit, or none, and still have a
/// next one.
public final class SearchQuestion extends Question<QuestionAnswer> {
    /// How many events are read for one page, so that no search takes longer than others wait.
    private static final int MOST_LOOKED_AT = 2_000;

    public SearchQuestion() {
        super(
                QuestionPermission.of("search").and(OVERSIGHT),
                "/record/search",
                List.of("limit", "who", "role", "what", "subject", "form", "item", "since", "until", "from"));
    }

    /// @param lookedAt up to which position the page has looked
    record Found(long lookedAt, List<RecordPage.Shown> events) {}

    @Override
    public boolean ofRecordAlone() {
        return true;
    }

    @Override
    public String cursor() {
        return "from";
    }

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        int limit = PageRequest.limit(parameters.text("limit"), 100);
        TrialRecord record = parameters.record();
        long from = Math.max(parameters.number("from", 0), since(parameters, record));
        long to = Math.min(snapshot.size(), until(parameters, record, snapshot.size()));
        long[] candidates = candidates(parameters, record, from, to);
        List<RecordPage.Shown> found = new ArrayList<>();
        int looked = 0;
        while (looked < candidates.length && looked < MOST_LOOKED_AT && found.size() < limit) {
            long position = candidates[looked++];
            EventLine line = record.line(position);
            if (saysSo(line, parameters)) {
                record.event(position)
                        .filter(recorded ->
                                BlindingPolicy.toBlinded(recorded.event()) && ofTheForm(recorded.event(), parameters))
                        .ifPresent(recorded -> found.add(RecordPage.shown(
                                line, record.leafHash(position).base64(), SealedFields.withhold(recorded.event()))));
            }
        }
        long next = looked < candidates.length ? candidates[looked] : to;
        return new QuestionAnswer(new Found(next, found), looked < candidates.length ? Long.toString(next) : null);
    }

    /// By the index that the log has of tags and types, as far as it helps.
    private static long[] candidates(Parameters parameters, TrialRecord record, long from, long to) {
        long[] found = null;
        if (parameters.subjectAsked() != null) {
            found = record.withTag(
                    new EventTag(EventTag.SUBJECT, parameters.subjectAsked().value()), to);
        }
        String what = parameters.text("what");
        Set<String> types = what == null ? null : Set.of(EventTypes.NAMESPACE + "." + what);
        if (types == null && (parameters.text("form") != null || parameters.text("item") != null)) {
            types = Set.of(
                    EventTypes.nameOf(FormEvent.AssessmentRecorded.class).qualified(),
                    EventTypes.nameOf(FormEvent.ValueCorrected.class).qualified(),
                    EventTypes.nameOf(CorrectionEvent.EnteredInError.class).qualified());
        }
        if (types != null) {
            long[] ofTypes = record.ofTypes(types, from, to);
            found = found == null ? ofTypes : TrialRecord.both(found, ofTypes);
        }
        return found == null
                ? LongStream.range(from, Math.max(from, to)).toArray()
                : LongStream.of(found).filter(position -> position >= from).toArray();
    }

    private static boolean saysSo(EventLine line, Parameters parameters) {
        EventLine.Actor actor = line.actor();
        return matches(parameters.text("who"), actor == null ? null : actor.id())
                && matches(parameters.text("role"), actor == null ? null : actor.role());
    }

    private static boolean matches(@Nullable String asked, @Nullable String said) {
        return asked == null || asked.equals(said);
    }

    private static boolean ofTheForm(TrialEvent event, Parameters parameters) {
        String form = parameters.text("form");
        String item = parameters.text("item");
        if (form == null && item == null) {
            return true;
        }
        return switch (event) {
            case FormEvent.AssessmentRecorded e ->
                matches(form, e.form()) && (item == null || e.values().containsKey(item));
            case FormEvent.ValueCorrected e ->
                matches(form, e.form())
                        && (item == null
                                || Optional.ofNullable(e.correction())
                                        .filter(open -> open.item().equals(item))
                                        .isPresent());
            case CorrectionEvent.EnteredInError e -> e.form() != null && matches(form, e.form()) && item == null;
            default -> false;
        };
    }

    private static long since(Parameters parameters, TrialRecord record) {
        Instant since = instant(parameters, "since");
        return since == null ? 0 : record.sizeAt(since.minusNanos(1_000));
    }

    private static long until(Parameters parameters, TrialRecord record, long size) {
        Instant until = instant(parameters, "until");
        return until == null ? size : record.sizeAt(until);
    }

    private static @Nullable Instant instant(Parameters parameters, String name) {
        String text = parameters.text(name);
        try {
            Instant instant = text == null ? null : PlainDates.instant(text);
            if (instant == null || !instant.isBefore(Instant.EPOCH)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // A text that is no instant is refused below, like one of before there were any.
        }
        throw new ProblemException(Problems.malformedParameter(name));
    }
}
