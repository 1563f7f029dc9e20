package org.trialbook.trial;

import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.IMPLANTED;
import static org.trialbook.trial.HotCrt.OTHER_READ;
import static org.trialbook.trial.HotCrt.READ;
import static org.trialbook.trial.HotCrt.READER;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.SPONSOR;
import static org.trialbook.trial.HotCrt.STATISTICIAN;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.YAML;
import static org.trialbook.trial.HotCrt.amended;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.RefusalExample.refused;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.allocation.SeedParty;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.ReadingEvent.MediaAttached;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.SeedRevealed;
import org.trialbook.event.StudyEvent.StudyLocked;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.StudyEvent.UnblindingApproved;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.allocationseed.CommitSeedShare;
import org.trialbook.trial.allocationseed.RevealSeed;
import org.trialbook.trial.lock.LockStudy;
import org.trialbook.trial.publication.PublishProtocol;
import org.trialbook.trial.reading.AssignRead;
import org.trialbook.trial.reading.AssignReads;
import org.trialbook.trial.reading.AttachMedia;
import org.trialbook.trial.reading.ClaimRead;
import org.trialbook.trial.reading.OpenReadingBatch;
import org.trialbook.trial.reading.RegisterRead;
import org.trialbook.trial.reading.ReleaseRead;
import org.trialbook.trial.reading.SampleRereads;
import org.trialbook.trial.reading.SubmitRead;
import org.trialbook.trial.site.OpenSite;
import org.trialbook.trial.unblinding.ApproveUnblinding;
import org.trialbook.trial.unblinding.IssueEnvelopes;
import org.trialbook.trial.unblinding.ReportReadUnblinding;

/// Acts on the study, its sites and its reads that are refused.
final class RefusalsOfTheStudy {
    private static final StudyLocked LOCKED = new StudyLocked(STUDY, "the last visit is done");
    private static final StudyUnblinded UNBLINDED = new StudyUnblinded(STUDY, List.of("statistician", "sponsor"), 1);
    private static final UnblindingApproved APPROVED =
            new UnblindingApproved(STUDY, Role.STATISTICIAN.storedName(), STATISTICIAN.id());
    private static final Caller SAME_PERSON =
            new Caller(STATISTICIAN.id(), STATISTICIAN.name(), Role.SAFETY_BOARD, null);
    private static final Caller SAME_ROLE = new Caller("statistician-2", "Stig Sten", Role.STATISTICIAN, null);
    private static final Map<String, ItemValue> TOO_SHORT =
            Map.of("qrs-duration", new ItemValue("13", "ms"), "morphology", ItemValue.of("paced"));
    private static final StoredMedia ULTRASOUND = new StoredMedia("ef".repeat(32), "application/dicom", 700, "US");
    private static final StoredMedia FILE = new StoredMedia("cd".repeat(32), "application/dicom", 700);

    private RefusalsOfTheStudy() {}

    static List<RefusalExample> examples() {
        return List.of(
                // The protocol.
                refused(
                        "protocol-of-another-study",
                        publish(YAML.replace("study: HOT-CRT", "study: COLD-CRT")),
                        List.of()),
                refused(
                        "blinding-not-kept",
                        publish(YAML.replace("blinding: single-blind", "blinding: double-blind")),
                        List.of()),
                refused("version-already-published", publish(YAML), List.of(HotCrt.published())),
                refused("too-many-versions", publish(amended("target: 100", "target: 110")), versions(1_000)),
                refused(
                        "opens-what-was-sealed",
                        publish(amended(
                                "        required: false\n        reveals-the-arm: true\n",
                                "        required: false\n")),
                        List.of(HotCrt.published())),
                refused(
                        "allocation-is-fixed",
                        publish(amended("block-sizes: [4, 6]", "block-sizes: [4, 8]")),
                        HotCrt.randomized(BVP)),
                refused(
                        "target-below-randomized",
                        publish(amended("target: 100", "target: 1")),
                        HotCrt.randomized(BVP),
                        HotCrt.randomized(new SubjectId("01-002"), "aetiology=ischaemic;site=01", 2, BVP)),
                refused(
                        "study-is-locked",
                        publish(amended("target: 100", "target: 110")),
                        List.of(HotCrt.published(), LOCKED)),
                // The seed.
                refused(
                        "already-committed",
                        commit(SPONSOR, SeedParty.SPONSOR),
                        List.of(HotCrt.committed(SeedParty.SPONSOR))),
                refused(
                        "too-late-to-commit",
                        commit(SPONSOR, SeedParty.SPONSOR),
                        List.of(HotCrt.randomized(SUBJECT, "aetiology=ischaemic;site=01", 1, BVP))),
                refused(
                        "commitment-of-another-share",
                        commit(SPONSOR, SeedParty.STATISTICIAN),
                        List.of(HotCrt.published())),
                refused("study-not-unblinded", reveal(), HotCrt.randomized(BVP)),
                refused(
                        "already-revealed",
                        reveal(),
                        HotCrt.randomized(BVP),
                        UNBLINDED,
                        new SeedRevealed(STUDY, "00".repeat(32), "11".repeat(32))),
                // Sites, the lock, the unblinding.
                refused("already-recorded", open(SITE.value()), HotCrt.openSite()),
                refused("site-number-taken", open("001"), HotCrt.openSite()),
                refused(
                        "already-recorded",
                        ask(LockStudy.class, by(DATA_MANAGER), STUDY, new LockStudy.Body("again")),
                        List.of(HotCrt.published(), LOCKED)),
                refused("study-not-locked", approve(STATISTICIAN), HotCrt.randomized(BVP)),
                refused("approved-by-the-same", approve(SAME_PERSON), HotCrt.randomized(BVP), LOCKED, APPROVED),
                refused("approved-in-the-same-role", approve(SAME_ROLE), HotCrt.randomized(BVP), LOCKED, APPROVED),
                refused(
                        "nobody-randomized",
                        ask(IssueEnvelopes.class, by(STATISTICIAN), SITE, new IssueEnvelopes.Body()),
                        HotCrt.consented()),
                // Recordings and their media.
                refused("read-code-taken", register("archive/1"), HotCrt.consented(), withTheCodeThatIsDrawn()),
                refused("media-of-another-modality", attach(DATA_MANAGER, ULTRASOUND), HotCrt.readRegistered()),
                refused("read-already-given-out", attach(DATA_MANAGER, FILE), HotCrt.readAssigned()),
                refused(
                        "media-already-attached",
                        attach(COORDINATOR, FILE),
                        HotCrt.readRegistered(),
                        attached(READ, FILE.hash())),
                refused(
                        "media-of-another-recording",
                        attach(COORDINATOR, FILE),
                        HotCrt.and(HotCrt.readRegistered(), another()),
                        attached(OTHER_READ, FILE.hash())),
                refused("too-many-media", attach(COORDINATOR, FILE), HotCrt.readRegistered(), files(100)),
                // Reads.
                refused("no-such-read", assign(READ), HotCrt.consented()),
                refused(
                        "no-such-read",
                        ask(
                                ReportReadUnblinding.class,
                                by(READER),
                                READ,
                                new ReportReadUnblinding.Body("document", IMPLANTED, "a letter")),
                        HotCrt.readRegistered()),
                refused("already-assigned", assign(READ), HotCrt.readAssigned()),
                refused("reader-not-eligible", assign(OTHER_READ), HotCrt.readAssigned(), again()),
                refused(
                        "read-already-submitted",
                        ask(ReleaseRead.class, by(READER), READ, new ReleaseRead.Body("on leave")),
                        HotCrt.readSubmitted()),
                refused("invalid-read", submit(Map.of()), HotCrt.readAssigned()),
                refused("invalid-answers", submit(TOO_SHORT), HotCrt.readAssigned()),
                refused(
                        "nothing-to-assign",
                        ask(
                                AssignReads.class,
                                by(DATA_MANAGER),
                                "reads",
                                new AssignReads.Body("ecg", List.of(READER.id()), "few")),
                        HotCrt.openSite()),
                refused(
                        "nothing-to-claim",
                        ask(ClaimRead.class, by(READER), "reads", new ClaimRead.Body("ecg")),
                        HotCrt.readRegistered()),
                refused("nothing-to-open", openBatch("few"), HotCrt.openSite()),
                refused("too-few-subjects", openBatch(null), HotCrt.readRegistered()),
                refused(
                        "nothing-to-repeat",
                        ask(
                                SampleRereads.class,
                                by(DATA_MANAGER),
                                "reads",
                                new SampleRereads.Body("ecg", "intra-reader", 1)),
                        HotCrt.readAssigned()));
    }

    // ---- what is asked

    private static Asked<?, ?> publish(String yaml) {
        return ask(PublishProtocol.class, by(DATA_MANAGER), STUDY, new PublishProtocol.Body(yaml));
    }

    /// @param of the party whose commitment is sent
    private static Asked<?, ?> commit(Caller caller, SeedParty of) {
        String commitment = HotCrt.committed(of).commitment();
        return ask(CommitSeedShare.class, by(caller), STUDY, new CommitSeedShare.Body(commitment));
    }

    private static Asked<?, ?> reveal() {
        return ask(RevealSeed.class, by(STATISTICIAN), STUDY, new RevealSeed.Body());
    }

    private static Asked<?, ?> open(String site) {
        OpenSite.Body body = new OpenSite.Body(new SiteId(site), "Nordstadt", HotCrt.ZONE.getId());
        return ask(OpenSite.class, by(DATA_MANAGER), STUDY, body);
    }

    private static Asked<?, ?> approve(Caller caller) {
        return ask(ApproveUnblinding.class, by(caller), STUDY, new ApproveUnblinding.Body());
    }

    private static Asked<?, ?> register(String media) {
        RegisterRead.Body body = new RegisterRead.Body("pre-implant", "ecg", media, "ab".repeat(32));
        return ask(RegisterRead.class, by(COORDINATOR), SUBJECT, body);
    }

    private static Asked<?, ?> attach(Caller caller, StoredMedia file) {
        return ask(AttachMedia.class, by(caller), READ, new AttachMedia.Body(DeclaredActs.uploaded(file)));
    }

    private static Asked<?, ?> assign(ReadCode read) {
        return ask(AssignRead.class, by(DATA_MANAGER), read, new AssignRead.Body(READER.id()));
    }

    private static Asked<?, ?> submit(Map<String, ItemValue> values) {
        return ask(SubmitRead.class, by(READER), READ, new SubmitRead.Body(values, null, new ArmGuess(null, null)));
    }

    private static Asked<?, ?> openBatch(@Nullable String reason) {
        return ask(OpenReadingBatch.class, by(DATA_MANAGER), "reads", new OpenReadingBatch.Body("ecg", reason));
    }

    // ---- what was recorded

    private static List<TrialEvent> versions(int count) {
        return IntStream.range(0, count)
                .<TrialEvent>mapToObj(number -> HotCrt.published("1." + number, YAML))
                .toList();
    }

    private static ReadRegistered withTheCodeThatIsDrawn() {
        SubjectId other = new SubjectId("02-001");
        ReadCode drawn = ((ReadRegistered) recorded(register("archive/1"))).read();
        return new ReadRegistered(STUDY, drawn, other, other.site(), "pre-implant", "ecg", "a", "ab".repeat(32));
    }

    private static TrialEvent recorded(Asked<?, ?> asked) {
        return ((Outcome.Recorded) Scenario.decide(asked, HotCrt.consented()))
                .events()
                .getFirst();
    }

    private static FurtherReadRegistered again() {
        return new FurtherReadRegistered(STUDY, OTHER_READ, READ, "ecg", "second");
    }

    private static ReadRegistered another() {
        SubjectId other = new SubjectId("02-001");
        return new ReadRegistered(STUDY, OTHER_READ, other, other.site(), "pre-implant", "ecg", "a", "ab".repeat(32));
    }

    private static MediaAttached attached(ReadCode read, String hash) {
        return new MediaAttached(STUDY, read, hash, "application/dicom", 700);
    }

    private static TrialEvent[] files(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> attached(READ, "%064x".formatted(number)))
                .toArray(TrialEvent[]::new);
    }
}
