package org.trialbook.casebook;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ArmCode;
import org.trialbook.event.CasebookEvent.FormLockChanged;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.event.ReadingEvent.RecordingTakenBack;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.SubjectEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.protocol.Precondition;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolHistory;
import org.trialbook.protocol.Protocols;
import org.trialbook.protocol.Seals;

/// How far a subject is: the protocol that holds for it, the subject's site, and which acts were recorded for which
/// day.
public final class SubjectState implements Fold, OfSubject {
    private final CourseDays days = new CourseDays();
    private final Map<String, ReadRegistered> reads = new HashMap<>();
    private final Set<String> submitted = new HashSet<>();
    private final Set<String> undated = new HashSet<>();
    private final Map<String, Protocol> protocols = new HashMap<>();
    private ProtocolHistory versions = ProtocolHistory.NONE;
    private VersionsInForce inForce = VersionsInForce.NONE;
    private OwnVersion own = OwnVersion.NONE;
    private AddedForms added = AddedForms.NONE;
    private @Nullable SiteId site;
    private Seals seals = Seals.NONE;
    private StudyBlinding blinding = StudyBlinding.NONE;
    private @Nullable ZoneId siteZone;
    private SubjectProgress progress = SubjectProgress.NONE;
    private Map<String, String> strata = Map.of();
    private @Nullable Sealed<ArmCode> arm;
    /// Account → the unblinding in which it was shown the arm.
    private final Map<String, Integer> told = new HashMap<>();
    private final Attempts attempts = new Attempts();
    private FormLocks locks = FormLocks.NONE;

    @Override
    public SubjectState subject() {
        return this;
    }

    @Override
    public void apply(RecordedEvent recorded) {
        seals = seals.after(recorded.event());
        blinding = blinding.after(recorded.event());
        inForce = inForce.after(recorded.event(), recorded.position());
        switch (recorded.event()) {
            case ProtocolPublished published -> {
                protocols.put(published.protocolVersion(), Protocols.of(published));
                versions = versions.after(published);
            }
            case SiteOpened opened -> siteZone = ZoneId.of(opened.zone());
            case SubjectEvent event -> {
                site = event.site();
                own = own.after(event, recorded.position());
                added = added.after(event);
                attempts.apply(event, recorded.position());
                locks = event instanceof FormLockChanged lock ? locks.after(lock, recorded.actor()) : locks;
                apply(event);
                unblinded(event, recorded.actor());
            }
            case ReadRegistered read -> {
                reads.put(read.visit() + "/" + read.modality(), read);
                undated.add("register-read");
            }
            case RecordingTakenBack taken -> takenBack(taken);
            case ReadSubmitted read -> submitted(read);
            case StudyEvent _, ReadingEvent _, ActRefused _ -> {}
        }
    }

    /// What stands in its place since is another recording's.
    private void takenBack(RecordingTakenBack taken) {
        reads.values().removeIf(read -> read.read().equals(taken.read()));
        if (reads.isEmpty()) {
            undated.remove("register-read");
        }
    }

    /// Whoever acts in an emergency is shown the arm. Whom else it was told, a name and a function say and no
    /// account.
    private void unblinded(SubjectEvent event, EventLine.@Nullable Actor actor) {
        if (actor != null
                && event instanceof SubjectEvent.SubjectUnblinded unblinded
                && unblinded.kind().equals("emergency")) {
            told.putIfAbsent(actor.id(), unblinded.unblinding());
        }
    }

    private void apply(SubjectEvent event) {
        progress = progress.after(event);
        days.apply(event);
        switch (event) {
            case SubjectEvent.EligibilityConfirmed e -> strata = Map.copyOf(e.strata());
            case SubjectEvent.SubjectRandomized e -> arm = e.arm();
            case SubjectEvent.CrossoverRequested _ -> undated.add("request-crossover");
            default -> {}
        }
    }

    /// Of the reads only those count that the protocol lets an act wait for.
    private void submitted(ReadSubmitted read) {
        if (published()
                .filter(protocol -> protocol.order().keySet().stream()
                        .anyMatch(act -> awaitedReads(act).contains(read.read().value())))
                .isPresent()) {
            submitted.add(read.read().value());
        }
    }

    /// The codes of the subject's reads whose submission the act waits for, as far as they are registered.
    public Set<String> awaitedReads(String act) {
        Set<String> codes = new HashSet<>();
        for (Precondition first :
                published().map(protocol -> protocol.ordered(act)).orElse(List.of())) {
            if (first.submission() && reads.containsKey(first.recording())) {
                codes.add(Objects.requireNonNull(reads.get(first.recording()))
                        .read()
                        .value());
            }
        }
        return codes;
    }

    /// The version that holds for the subject: what may be recorded; empty before the first.
    public Optional<Protocol> published() {
        return (site == null ? inForce.newest() : inForce.of(site, own)).map(protocols::get);
    }

    /// The version that held for the subject when the event at a position was recorded: what was asked by it is
    /// shown and corrected by it.
    public Optional<Protocol> publishedWhen(long position) {
        return (site == null ? inForce.newest() : inForce.of(site, own, position)).map(protocols::get);
    }

    /// The version that holds at the subject's site, to which the subject may be moved.
    public Optional<Protocol> publishedAtSite() {
        return (site == null ? inForce.newest() : inForce.at(site)).map(protocols::get);
    }

    /// The version that holds for the subject.
    ///
    /// @throws java.util.NoSuchElementException before the first
    public Protocol protocol() {
        return published().orElseThrow();
    }

    /// The newest version, which says what concerns the study as a whole, whatever holds for the subject.
    ///
    /// @throws java.util.NoSuchElementException before the first
    public Protocol newest() {
        return inForce.newest().map(protocols::get).orElseThrow();
    }

    /// What every version had so far: what may have been recorded. What several have is as the one says that holds
    /// for the subject, and otherwise as the newest of them does.
    public ProtocolHistory versions() {
        return inForce.newest().map(protocols::get).equals(published()) ? versions : versions.and(protocol());
    }

    /// The forms that were added to single visits of the subject.
    public AddedForms added() {
        return added;
    }

    /// What every version of the protocol marked so far, and what was recorded sealed of the subject.
    public Seals seals() {
        return seals;
    }

    /// Who is blind by every version of the protocol so far.
    public StudyBlinding blinding() {
        return blinding;
    }

    /// Whether the subject's site was opened.
    public boolean siteOpen() {
        return siteZone != null;
    }

    /// The zone in which the subject's days begin and end.
    public ZoneId zone() {
        return siteZone == null ? ZoneOffset.UTC : siteZone;
    }

    public Disposition disposition() {
        return progress.disposition();
    }

    public boolean registered() {
        return progress.registeredOn() != null;
    }

    /// 0 before the registration.
    public int birthYear() {
        return progress.birthYear();
    }

    /// The day for which the act was first recorded; further attempts do not count. Of eligibility: the day of the
    /// newest assessment, if it was confirmed.
    public Optional<LocalDate> when(String act) {
        return days.when(act);
    }

    /// Whether the act was recorded at all. A recording and a crossover's request do not say on which day they were
    /// made.
    public boolean recorded(String act) {
        return undated.contains(act) || days.when(act).isPresent();
    }

    /// The latest day for which anything is recorded that the blinded are told of.
    public Optional<CourseDays.Recorded> latest() {
        return days.latest();
    }

    /// For which days its acts were recorded, as they stand.
    public CourseDays days() {
        return days;
    }

    /// How far it is, by what everybody may know.
    public SubjectProgress progress() {
        return progress;
    }

    /// The day of the first attempt recorded that succeeded. It decides nothing for the blinded.
    ///
    /// @throws org.trialbook.blinding.StillSealedException where attempts are sealed
    public Optional<LocalDate> succeededOn() {
        return attempts.succeededOn();
    }

    /// Which of the subject's places are frozen or locked.
    public FormLocks locks() {
        return locks;
    }

    /// The attempts at the implant, as they stand.
    public Attempts attempts() {
        return attempts;
    }

    /// Whether the read of a recording, named as `visit/modality`, is known to be submitted.
    public boolean submitted(String recording) {
        ReadRegistered read = reads.get(recording);
        return read != null && submitted.contains(read.read().value());
    }

    /// Whether a recording, named as `visit/modality`, is registered for reading.
    public boolean readRegistered(String recording) {
        return reads.containsKey(recording);
    }

    /// The code under which a recording, named as `visit/modality`, is registered for reading.
    public Optional<ReadCode> recording(String recording) {
        return Optional.ofNullable(reads.get(recording)).map(ReadRegistered::read);
    }

    /// Stratification levels, once eligible.
    public Map<String, String> strata() {
        return strata;
    }

    /// The number of the subject's unblinding in which the account was shown the arm.
    public Optional<Integer> unblindingOf(String account) {
        return Optional.ofNullable(told.get(account));
    }

    /// Whether an arm is allocated.
    public boolean randomized() {
        return arm != null;
    }

    /// The allocated arm; empty before the randomization.
    ///
    /// @throws org.trialbook.blinding.StillSealedException where it is sealed
    public Optional<ArmCode> arm() {
        return Optional.ofNullable(arm).map(Sealed::opened);
    }
}
