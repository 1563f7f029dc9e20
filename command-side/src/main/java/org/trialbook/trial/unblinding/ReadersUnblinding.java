package org.trialbook.trial.unblinding;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.SubjectEvent.SubjectUnblinded;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.Choice;
import org.trialbook.protocol.Protocols;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.DayBounds;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.reading.ReadRefusal;
import org.trialbook.trial.unblinding.ReadersUnblinding.ReportedRead;

/// Decides whether a reader's unblinding is recorded. It is recorded of the read's subject, like any other that
/// happened by accident. What is asked depends on the read, the protocol and the calendar alone: whether there is
/// an arm yet, and since when, would tell the reader of the visit.
public final class ReadersUnblinding implements Decision<ReportReadUnblinding, ReportedRead> {

    /// Not the reader's name: the site hears of its subject's unblinding, and not of who reads what.
    private static final String RECIPIENT = "the reader who reported it";

    private static final List<Rule<ReportReadUnblinding, ReportedRead>> RULES = List.of(
            new Rule<>("the read is the caller's, or was", ReadersUnblinding::callers),
            new Rule<>("the protocol has the inadvertent reason", ReadersUnblinding::reason),
            new Rule<>("it has happened", ReadersUnblinding::happened));

    @Override
    public String act() {
        return "report-read-unblinding";
    }

    @Override
    public Class<ReportReadUnblinding> acts() {
        return ReportReadUnblinding.class;
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Boundary boundary(ReportReadUnblinding act) {
        return act.family().boundary();
    }

    /// The subject's, to number the unblinding, once the recording has told whose it is.
    @Override
    public Boundary further(ReportReadUnblinding act, ReportedRead read) {
        SubjectId subject = read.subject();
        return subject == null ? Boundary.none() : Boundary.ofSubject(subject);
    }

    @Override
    public ReportedRead initial(ReportReadUnblinding act) {
        return new ReportedRead(act, null, null, false, ZoneOffset.UTC, 0);
    }

    @Override
    public Outcome decide(ReportReadUnblinding act, ReportedRead read) {
        return Rule.firstBroken(RULES, act, read)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> {
                    SubjectId subject = Objects.requireNonNull(read.subject());
                    SubjectUnblinded unblinded = new SubjectUnblinded(
                            act.context().study(),
                            subject,
                            subject.site(),
                            read.unblindings() + 1,
                            "inadvertent",
                            act.reason(),
                            RECIPIENT,
                            null,
                            atTheSite(act, read),
                            Sealed.of(act.note()));
                    return new Outcome.Recorded(List.of(unblinded), Map.of(unblinded, EventTag.of(act.read())));
                });
    }

    /// To everybody who never had it the read does not exist. Who gave it back may have learned the arm before.
    private static @Nullable Refusal callers(ReportReadUnblinding act, ReportedRead read) {
        return read.callers() && read.subject() != null ? null : new ReadRefusal.UnknownRead(act.read());
    }

    private static @Nullable Refusal reason(ReportReadUnblinding act, ReportedRead read) {
        List<String> known = Objects.requireNonNull(read.protocol()).unblinding().inadvertentReasons().stream()
                .map(Choice::code)
                .toList();
        return known.contains(act.reason())
                ? null
                : new UnblindingRefusal.UnknownReason("inadvertent reason", act.reason(), known);
    }

    /// By the day that has begun anywhere: the site's would tell where the site is.
    private static @Nullable Refusal happened(ReportReadUnblinding act, ReportedRead read) {
        return DayBounds.refusal(act.on(), act.context().today(DayBounds.LATEST_ZONE));
    }

    /// Where the reader's day has not begun at the site, it is the site's today.
    private static LocalDate atTheSite(ReportReadUnblinding act, ReportedRead read) {
        LocalDate today = act.context().today(read.zone());
        return act.on().isAfter(today) ? today : act.on();
    }

    /// What is known of the read that the report is about.
    ///
    /// @param subject whose recording it is; null while its registration is not seen
    /// @param callers whether the caller ever had it
    /// @param zone of the subject's site
    /// @param unblindings how many the subject had so far
    public record ReportedRead(
            ReportReadUnblinding act,
            @Nullable Protocol protocol,
            @Nullable SubjectId subject,
            boolean callers,
            ZoneId zone,
            int unblindings) {}

    @Override
    public ReportedRead evolve(ReportedRead read, TrialEvent event) {
        ReportReadUnblinding act = read.act();
        return switch (event) {
            case ProtocolPublished e ->
                new ReportedRead(act, Protocols.of(e), read.subject(), read.callers(), read.zone(), read.unblindings());
            case ReadRegistered e
            when e.read().equals(act.family().recording()) ->
                new ReportedRead(act, read.protocol(), e.subject(), read.callers(), read.zone(), read.unblindings());
            case ReadAssigned e
            when e.read().equals(act.read())
                    && e.reader().equals(act.context().actor().id()) ->
                new ReportedRead(act, read.protocol(), read.subject(), true, read.zone(), read.unblindings());
            case SiteOpened e
            when read.subject() != null && e.site().equals(read.subject().site()) ->
                new ReportedRead(
                        act, read.protocol(), read.subject(), read.callers(), ZoneId.of(e.zone()), read.unblindings());
            case SubjectUnblinded e
            when e.subject().equals(read.subject()) ->
                new ReportedRead(
                        act,
                        read.protocol(),
                        read.subject(),
                        read.callers(),
                        read.zone(),
                        Math.max(read.unblindings(), e.unblinding()));
            default -> read;
        };
    }
}
