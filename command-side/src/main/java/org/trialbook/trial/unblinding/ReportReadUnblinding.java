package org.trialbook.trial.unblinding;

import static org.trialbook.access.Role.READER;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.SubjectEvent.SubjectUnblinded;
import org.trialbook.event.SubjectId;
import org.trialbook.ledger.EventLine;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocols;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.DayBounds;

/// Reports that a reader learned the arm of whoever a read is of. A reader knows codes and no subjects; it is
/// recorded of the read's subject, like any other unblinding that happened by accident. What is asked depends on
/// the read, the protocol and the calendar alone: whether there is an arm yet, and since when, would tell the
/// reader of the visit.
public final class ReportReadUnblinding
        extends Act<ReadCode, ReportReadUnblinding.Body, ReportReadUnblinding.ReportedRead> {
    /// Not the reader's name: the site hears of its subject's unblinding, and not of who reads what.
    private static final String RECIPIENT = "the reader who reported it";
    /// To everybody who never had it the read does not exist.
    private static final Reason NO_SUCH_READ = Reason.of(
                    "no-such-read", "A read is known by its code, to those it is assigned to.")
            .asIfAbsent();

    private static final List<Rule<Command<ReadCode, Body>, ReportedRead>> RULES = List.of(
            ReportReadUnblinding::theCallersOrWas,
            (command, read) -> UnblindingAct.code(
                    "inadvertent reason",
                    Objects.requireNonNull(read.protocol).unblinding().inadvertentReasons(),
                    command.body().reason()),
            // By the day that has begun anywhere: the site's would tell where the site is.
            (command, read) ->
                    DayBounds.refusal(command.body().on(), command.context().today(DayBounds.LATEST_ZONE)));

    /// @param reason a code of the protocol's ways in which somebody learns an arm without being meant to
    /// @param on the day on which the caller learned it
    /// @param note sealed, because it may tell the arm
    public record Body(String reason, LocalDate on, @Text String note) {}

    public ReportReadUnblinding() {
        super("report-read-unblinding", Target.READ, Body.class, READER);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public boolean endsWithTheLock() {
        return false;
    }

    @Override
    public Map<String, Object> receipt(RecordedEvent first, List<EventLine.Tag> tags) {
        return tags.stream()
                .filter(tag -> tag.key().equals(EventTag.READ))
                .findFirst()
                .<Map<String, Object>>map(tag -> Map.of("read", tag.value()))
                .orElse(Map.of());
    }

    @Override
    public Boundary boundary(Command<ReadCode, Body> command) {
        return Boundary.none().andTypes(ProtocolPublished.class).andTagged(EventTag.of(command.target()));
    }

    /// The registration of the recording, and the subject's events, to number the unblinding, once that has told
    /// whose it is.
    @Override
    public Boundary further(Command<ReadCode, Body> command, ReportedRead read) {
        Boundary further =
                read.recording == null ? Boundary.none() : Boundary.none().andTagged(EventTag.of(read.recording));
        return read.subject == null ? further : further.and(Boundary.ofSubject(read.subject));
    }

    /// What is known of the read that the report is about.
    public static final class ReportedRead implements Fold {
        private final ReadCode read;
        private final String caller;
        private @Nullable Protocol protocol;
        /// The code under which the recording was registered; null while neither registration is seen.
        private @Nullable ReadCode recording;
        /// Whose recording it is; null while its registration is not seen.
        private @Nullable SubjectId subject;
        /// Whether the caller ever had it.
        private boolean callers;
        private ZoneId zone = ZoneOffset.UTC;
        /// How many the subject had so far.
        private int unblindings;

        ReportedRead(ReadCode read, String caller) {
            this.read = read;
            this.caller = caller;
        }

        @Override
        public void apply(RecordedEvent recorded) {
            switch (recorded.event()) {
                case ProtocolPublished e -> protocol = Protocols.of(e);
                case FurtherReadRegistered e when e.read().equals(read) -> recording = e.of();
                case ReadRegistered e
                when e.read().equals(read) || e.read().equals(recording) -> {
                    recording = e.read();
                    subject = e.subject();
                }
                case ReadAssigned e
                when e.read().equals(read) -> callers |= e.reader().equals(caller);
                case SiteOpened e when subject != null && e.site().equals(subject.site()) -> zone = ZoneId.of(e.zone());
                case SubjectUnblinded e
                when e.subject().equals(subject) -> unblindings = Math.max(unblindings, e.unblinding());
                default -> {}
            }
        }
    }

    @Override
    public ReportedRead initial(Command<ReadCode, Body> command) {
        return new ReportedRead(command.target(), command.actor().id());
    }

    @Override
    protected List<Rule<Command<ReadCode, Body>, ReportedRead>> rules() {
        return RULES;
    }

    @Override
    protected Outcome accept(Command<ReadCode, Body> command, ReportedRead read) {
        Body body = command.body();
        SubjectId subject = Objects.requireNonNull(read.subject);
        // Where the reader's day has not begun at the site, it is the site's today.
        LocalDate today = command.context().today(read.zone);
        SubjectUnblinded unblinded = new SubjectUnblinded(
                command.study(),
                subject,
                subject.site(),
                read.unblindings + 1,
                "inadvertent",
                body.reason(),
                RECIPIENT,
                null,
                body.on().isAfter(today) ? today : body.on(),
                Sealed.of(body.note()));
        return new Outcome.Recorded(List.of(unblinded), Map.of(unblinded, EventTag.of(command.target())), Map.of());
    }

    /// Who gave it back may have learned the arm before.
    private static @Nullable Refusal theCallersOrWas(Command<ReadCode, Body> command, ReportedRead read) {
        return read.callers && read.subject != null ? null : NO_SUCH_READ.refusal();
    }
}
