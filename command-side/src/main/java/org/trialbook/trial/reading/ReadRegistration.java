package org.trialbook.trial.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.ReadingEvent.MediaAttached;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.Visit;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Rules;
import org.trialbook.trial.act.SequenceRefusal.AlreadyRecorded;
import org.trialbook.trial.act.SequenceRefusal.UnknownCode;
import org.trialbook.trial.subject.Chart;
import org.trialbook.trial.subject.ChartFold;
import org.trialbook.trial.subject.SubjectRules;
import org.trialbook.trial.subject.VisitDays;

/// Decides whether a recording is registered for reading: once per visit and modality, as the protocol plans it. Where
/// two are to read it, the second read is registered with it, under a code of its own.
public final class ReadRegistration implements Decision<RegisterRead, ReadRegistration.Known> {

    private static final String ACT = "register-read";
    private static final SubjectRules<RegisterRead> SHARED = SubjectRules.timed(ACT);
    private static final List<Rule<RegisterRead, Chart>> RULES = Rules.and(
            SHARED.ofFact(),
            new Rule<>("the visit plans the modality", ReadRegistration::planned),
            new Rule<>("the visit was not missed", (act, chart) -> VisitDays.notMissed(chart, act.visit())));

    /// @param drawn the codes that the act would give
    /// @param taken whether one of them is given already
    /// @param media what was uploaded for the recording, by its hash; empty where nothing was
    /// @param attached whether that belongs to a recording already
    public record Known(Chart chart, Set<ReadCode> drawn, boolean taken, String media, boolean attached) {}

    @Override
    public String act() {
        return ACT;
    }

    @Override
    public Class<RegisterRead> acts() {
        return RegisterRead.class;
    }

    @Override
    public Boundary boundary(RegisterRead act) {
        Boundary boundary = Boundary.ofSubject(act.subject())
                .andTagged(new EventTag(EventTag.READ, act.read().value()))
                .andTagged(new EventTag(EventTag.READ, act.second().value()));
        // To which recording a file belongs, no tag says in what was recorded earlier.
        return act.uploaded() == null ? boundary : boundary.andTypes(MediaAttached.class);
    }

    @Override
    public Known initial(RegisterRead act) {
        String media = act.uploaded() == null ? "" : act.uploaded().hash();
        return new Known(Chart.empty(), Set.of(act.read(), act.second()), false, media, false);
    }

    @Override
    public Known evolve(Known known, TrialEvent event) {
        boolean takes = (event instanceof ReadRegistered || event instanceof FurtherReadRegistered)
                && event instanceof ReadingEvent read
                && known.drawn().contains(read.read());
        boolean attaches =
                event instanceof MediaAttached media && media.mediaHash().equals(known.media());
        return new Known(
                ChartFold.evolve(known.chart(), event),
                known.drawn(),
                known.taken() || takes,
                known.media(),
                known.attached() || attaches);
    }

    @Override
    public Outcome decide(RegisterRead act, Known known) {
        Refusal refusal = Rule.firstBroken(RULES, act, known.chart()).orElse(null);
        if (refusal == null && known.taken()) {
            refusal = new ReadRefusal.CodeTaken();
        }
        if (refusal == null) {
            refusal = notRegistered(act, known.chart());
        }
        if (refusal == null && act.uploaded() != null) {
            refusal = known.attached()
                    ? new ReadRefusal.MediaOfAnotherRecording(act.uploaded().hash())
                    : MediaModality.refusal(act.uploaded(), act.modality());
        }
        if (refusal != null) {
            return new Outcome.Refused(refusal);
        }
        List<TrialEvent> events = events(act, known.chart());
        return Recordings.of(events).tagged(new Outcome.Recorded(events));
    }

    private static List<TrialEvent> events(RegisterRead act, Chart chart) {
        List<TrialEvent> events = new ArrayList<>();
        events.add(new ReadRegistered(
                act.context().study(),
                act.read(),
                act.subject(),
                act.subject().site(),
                act.visit(),
                act.modality(),
                act.media(),
                act.mediaHash()));
        if (act.uploaded() != null) {
            events.add(new MediaAttached(
                    act.context().study(),
                    act.read(),
                    act.uploaded().hash(),
                    act.uploaded().contentType(),
                    Math.toIntExact(act.uploaded().bytes())));
        }
        int readers = Objects.requireNonNull(chart.protocol())
                .readPlan(act.modality())
                .map(ReadPlan::readers)
                .orElse(1);
        if (readers > 1) {
            events.add(new FurtherReadRegistered(
                    act.context().study(), act.second(), act.read(), act.modality(), Purpose.SECOND.stored()));
        }
        return events;
    }

    private static @Nullable Refusal planned(RegisterRead act, Chart chart) {
        Protocol protocol = Objects.requireNonNull(chart.protocol());
        Visit visit = protocol.visit(act.visit()).orElse(null);
        if (visit == null) {
            return new UnknownCode(
                    "visit",
                    act.visit(),
                    protocol.visits().stream().map(Visit::code).toList());
        }
        return visit.reads().contains(act.modality())
                ? null
                : new UnknownCode("modality of " + visit.code(), act.modality(), visit.reads());
    }

    private static @Nullable Refusal notRegistered(RegisterRead act, Chart chart) {
        return chart.history().orElseThrow().reads().containsKey(act.visit() + "/" + act.modality())
                ? new AlreadyRecorded("the %s of visit %s".formatted(act.modality(), act.visit()))
                : null;
    }
}
