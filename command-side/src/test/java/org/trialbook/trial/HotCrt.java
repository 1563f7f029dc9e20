package org.trialbook.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.allocation.AllocationList;
import org.trialbook.allocation.AllocationSeed;
import org.trialbook.allocation.KitList;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShare;
import org.trialbook.allocation.SeedShares;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.Crossover;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.ImplantAttemptVersion1;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.EnvelopesIssued;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.ReadingBatchOpened;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.StudyEvent.VersionActivated;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent.ConsentSigned;
import org.trialbook.event.SubjectEvent.CrossoverRequested;
import org.trialbook.event.SubjectEvent.EligibilityConfirmed;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectEvent.SubjectRegistered;
import org.trialbook.event.SubjectEvent.SubjectUnblinded;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.CommandContext;
import org.trialbook.trial.act.ShuffleKey;

/// HOT-CRT, as its protocol file says, and the first subject of its first site on the way through it.
public final class HotCrt {

    public static final StudyId STUDY = new StudyId("HOT-CRT");
    public static final SiteId SITE = new SiteId("01");
    public static final SubjectId SUBJECT = new SubjectId("01-001");
    public static final ReadCode READ = new ReadCode("R-7K3M9QXT");
    public static final ReadCode OTHER_READ = new ReadCode("R-00000001");
    public static final ArmCode CSP = new ArmCode("CSP");
    public static final ArmCode BVP = new ArmCode("BVP");
    /// What both parties have committed to, and the process was given.
    public static final SeedShares SHARES =
            SeedShares.of(share("a share of thirty-two known byte"), share("another, known just as well, yes"));

    /// Prepared elsewhere, for whom a test says that it is used.
    public static final AllocationList LIST = AllocationList.read("""
            trialbook allocation list v1
            HOT-CRT
            %s
            aetiology=ischaemic;site=01 BVP
            aetiology=ischaemic;site=01 BVP
            aetiology=non-ischaemic;site=01 CSP
            aetiology=ischaemic;site=01 CSP
            """.formatted("a5".repeat(32)));

    /// Treatment kits, for whom a test says that there are some.
    public static final KitList KITS = KitList.read("""
            trialbook kit list v1
            HOT-CRT
            %s
            K-1041 tablets CSP
            K-2718 booklet CSP
            K-3141 tablets BVP
            K-4142 tablets BVP
            K-5772 tablets CSP
            K-6180 tablets CSP
            K-8314 tablets BVP
            """.formatted("5a".repeat(32)));

    public static final AllocationSeed SEED = SHARES.seed(STUDY).orElseThrow();
    public static final String YAML = file();

    /// The protocol, with these kits.
    public static final String KITTED = YAML.replace("\neligibility:\n", """

            kits:
              list: %s
              low: 1
              products:
                - {code: tablets, label: Tablets of the study drug}
                - {code: booklet, label: Booklet, arms: [CSP]}

            eligibility:
            """.formatted(KITS.commitment()));

    /// The same protocol, in which nobody at a site knows but the programmer. It would not be published: its arms
    /// differ in what is implanted.
    public static final String DOUBLE_BLIND = YAML.replace("kind: single-blind", "kind: double-blind")
            .replace("    investigator: {", "    programmer: {")
            .replaceAll(" {4}implanter: \\{.*\n", "");

    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    public static final LocalDate REGISTERED = LocalDate.of(2026, 3, 2);
    public static final LocalDate CONSENTED = LocalDate.of(2026, 3, 3);
    public static final LocalDate CONFIRMED = LocalDate.of(2026, 3, 4);
    public static final LocalDate RANDOMIZED = LocalDate.of(2026, 3, 5);
    public static final LocalDate IMPLANTED = LocalDate.of(2026, 3, 9);

    public static final Caller COORDINATOR = new Caller("coordinator@01", "Carla Costa", Role.COORDINATOR, SITE);
    public static final Caller INVESTIGATOR = new Caller("investigator@01", "Ines Ivarsson", Role.INVESTIGATOR, SITE);
    public static final Caller IMPLANTER = new Caller("implanter@01", "Per Pettersson", Role.IMPLANTER, SITE);
    public static final Caller PROGRAMMER = new Caller("programmer@01", "Prisca Prior", Role.PROGRAMMER, SITE);
    public static final Caller DATA_MANAGER = new Caller("data-manager", "Dana Dvorak", Role.DATA_MANAGER, null);
    public static final Caller UNBLINDED_MONITOR =
            new Caller("unblinded-monitor", "Uma Unger", Role.UNBLINDED_MONITOR, null);
    public static final Caller STATISTICIAN = new Caller("statistician", "Stina Sund", Role.STATISTICIAN, null);
    public static final Caller SPONSOR = new Caller("sponsor", "Sven Sand", Role.SPONSOR, null);
    public static final Caller SAFETY_BOARD = new Caller("safety-board", "Saga Berg", Role.SAFETY_BOARD, null);
    public static final Caller READER = new Caller("reader-1", "Rosa Rossi", Role.READER, null);

    private HotCrt() {}

    // ---- who acts, and when

    /// Acts now.
    public static CommandContext by(Caller caller) {
        return context(caller, NOW.atZone(ZONE));
    }

    /// Acts on a day in the past, at noon.
    public static CommandContext by(Caller caller, LocalDate day) {
        return context(caller, day.atTime(12, 0).atZone(ZONE));
    }

    /// Acts on that day, at noon: it is recorded as it happens.
    public static CommandContext at(Caller caller, LocalDate day) {
        ZonedDateTime noon = day.atTime(12, 0).atZone(ZONE);
        return context(caller, noon.toInstant(), noon);
    }

    private static CommandContext context(Caller caller, ZonedDateTime occurredAt) {
        return context(caller, NOW, occurredAt);
    }

    public static CommandContext context(Caller caller, Instant now, ZonedDateTime occurredAt) {
        return new CommandContext(
                STUDY, caller, now, occurredAt, "c" + "0".repeat(32), "00".repeat(32), new ShuffleKey("1"));
    }

    /// The same, with another draw.
    public static CommandContext drawing(CommandContext context, String chance) {
        return context.drawing(new ShuffleKey(chance));
    }

    // ---- what has been recorded

    /// The same, under another protocol.
    public static List<TrialEvent> under(String yaml, List<? extends TrialEvent> history) {
        return history.stream()
                .map(event -> event instanceof ProtocolPublished ? published("1", yaml) : event)
                .toList();
    }

    public static ProtocolPublished published() {
        return published("1", YAML);
    }

    public static ProtocolPublished published(String version, String yaml) {
        return new ProtocolPublished(STUDY, version, "0".repeat(64), yaml);
    }

    /// One that waits for the sites that are open.
    public static ProtocolPublished awaiting(String version, String yaml) {
        return new ProtocolPublished(STUDY, version, "0".repeat(64), yaml, true);
    }

    public static VersionActivated activated(String version) {
        return new VersionActivated(STUDY, SITE, version, REGISTERED, "EC 2026/117");
    }

    public static SeedShareCommitted committed(SeedParty party) {
        return new SeedShareCommitted(
                STUDY, party.storedName(), SHARES.of(party).orElseThrow().commitment(STUDY, party));
    }

    private static SeedShare share(String bytes) {
        return new SeedShare(bytes.getBytes(StandardCharsets.US_ASCII));
    }

    /// The protocol after an amendment, to be published as version 2.
    public static String amended(String was, String becomes) {
        if (!YAML.contains(was)) {
            throw new IllegalArgumentException("the protocol does not say " + was);
        }
        return YAML.replace("version: \"1\"", "version: \"2\"").replace(was, becomes);
    }

    public static SiteOpened opened() {
        return new SiteOpened(STUDY, SITE, "University Hospital", ZONE.getId());
    }

    public static SubjectRegistered registered(SubjectId subject) {
        return new SubjectRegistered(STUDY, subject, subject.site(), REGISTERED, 1955, "female");
    }

    public static ConsentSigned consented(SubjectId subject) {
        return new ConsentSigned(STUDY, subject, subject.site(), CONSENTED, "2.1");
    }

    public static EligibilityConfirmed confirmed(SubjectId subject) {
        return new EligibilityConfirmed(
                STUDY, subject, subject.site(), CONFIRMED, eligibleAnswers(), Map.of("aetiology", "ischaemic"));
    }

    public static SubjectRandomized randomized(SubjectId subject, String stratum, int number, ArmCode arm) {
        return new SubjectRandomized(STUDY, subject, subject.site(), RANDOMIZED, stratum, number, Sealed.of(arm));
    }

    public static List<TrialEvent> openSite() {
        return List.of(published(), committed(SeedParty.SPONSOR), committed(SeedParty.STATISTICIAN), opened());
    }

    public static List<TrialEvent> registered() {
        return and(openSite(), registered(SUBJECT));
    }

    public static List<TrialEvent> consented() {
        return and(registered(), consented(SUBJECT));
    }

    public static List<TrialEvent> eligible() {
        return and(consented(), confirmed(SUBJECT));
    }

    public static List<TrialEvent> randomized(ArmCode arm) {
        return and(eligible(), randomized(SUBJECT, "aetiology=ischaemic;site=01", 1, arm));
    }

    public static List<TrialEvent> implanted() {
        return and(
                randomized(BVP),
                new ImplantAttempted(STUDY, SUBJECT, SITE, IMPLANTED, 1, Sealed.of(attempt("coronary-sinus"))));
    }

    public static List<TrialEvent> crossoverRequested() {
        return and(
                randomized(BVP),
                new CrossoverRequested(
                        STUDY,
                        SUBJECT,
                        SITE,
                        1,
                        IMPLANTER.id(),
                        Sealed.of(new Crossover(BVP, CSP, "phrenic-capture", "in every branch"))));
    }

    public static List<TrialEvent> ecgRecorded() {
        return and(
                consented(),
                new AssessmentRecorded(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "pre-implant",
                        "ecg",
                        CONSENTED,
                        ecg(),
                        Sealed.of(Map.of("paced-capture", ItemValue.of("right-ventricular")))));
    }

    public static List<TrialEvent> readRegistered() {
        return and(
                consented(),
                new ReadRegistered(STUDY, READ, SUBJECT, SITE, "pre-implant", "ecg", "archive/1", "ab".repeat(32)));
    }

    public static List<TrialEvent> readInBatch() {
        return and(readRegistered(), new ReadingBatchOpened(STUDY, "ecg", 1, 1, "few"));
    }

    public static List<TrialEvent> readAssigned() {
        return and(readRegistered(), new ReadAssigned(STUDY, READ, READER.id()));
    }

    public static List<TrialEvent> readSubmitted() {
        return and(
                readAssigned(),
                new ReadSubmitted(
                        STUDY,
                        READ,
                        READER.id(),
                        Map.of("qrs-duration", new ItemValue("130", "ms"), "morphology", ItemValue.of("paced")),
                        null,
                        Sealed.of(new ArmGuess(null, null)),
                        null));
    }

    /// A subject who was randomized, and unblinded in an emergency since.
    public static List<TrialEvent> unblinded() {
        return and(randomized(BVP), unblinded(1, "emergency"));
    }

    public static SubjectUnblinded unblinded(int number, String kind) {
        return new SubjectUnblinded(
                STUDY, SUBJECT, SITE, number, kind, "other", "Dr. Noether", null, IMPLANTED, Sealed.of("why"));
    }

    public static EnvelopesIssued envelopes(int issue, SubjectId... subjects) {
        return new EnvelopesIssued(STUDY, SITE, issue, List.of(subjects));
    }

    public static List<TrialEvent> and(List<? extends TrialEvent> before, TrialEvent... more) {
        List<TrialEvent> all = new ArrayList<>(before);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    // ---- what is written on forms

    /// Answers of somebody eligible: by ejection fraction, bundle branch block and QRS duration.
    public static Map<String, ItemValue> eligibleAnswers() {
        Map<String, ItemValue> answers = new TreeMap<>();
        answers.put("age", new ItemValue("70", "a"));
        answers.put("nyha", ItemValue.of("III"));
        answers.put("aetiology", ItemValue.of("ischaemic"));
        answers.put("lvef", new ItemValue("31.5", "%"));
        answers.put("bundle-branch-block", ItemValue.of("true"));
        answers.put("qrs-duration", new ItemValue("164", "ms"));
        answers.put("expected-rv-pacing", new ItemValue("5", "%"));
        answers.put("existing-crt", ItemValue.of("false"));
        answers.put("pregnancy", ItemValue.of("false"));
        answers.put("other-device-trial", ItemValue.of("false"));
        answers.put("capacity-to-consent", ItemValue.of("true"));
        return answers;
    }

    /// The answers of the ECG form that reveal nothing.
    public static Map<String, ItemValue> ecg() {
        Map<String, ItemValue> answers = new TreeMap<>();
        answers.put("heart-rate", new ItemValue("64", "/min"));
        answers.put("rhythm", ItemValue.of("sinus"));
        answers.put("qrs-duration", new ItemValue("142", "ms"));
        answers.put("morphology", ItemValue.of("lbbb"));
        return answers;
    }

    /// The answers with one of them replaced, or left out when `value` is null.
    public static Map<String, ItemValue> with(Map<String, ItemValue> answers, String item, @Nullable ItemValue value) {
        Map<String, ItemValue> changed = new TreeMap<>(answers);
        if (value == null) {
            changed.remove(item);
        } else {
            changed.put(item, value);
        }
        return changed;
    }

    /// A successful attempt with this lead.
    public static ImplantAttempt attempt(String lead) {
        return new ImplantAttemptVersion1(
                        lead,
                        switch (lead) {
                            case "left-bundle" -> "left-septum";
                            case "his" -> "his-distal";
                            default -> "lateral-vein";
                        },
                        true,
                        null,
                        164,
                        128,
                        new BigDecimal("0.75"),
                        new BigDecimal("0.4"),
                        false,
                        "",
                        "")
                .converted();
    }

    /// The same attempt, had the lead not stayed.
    public static ImplantAttempt failed(ImplantAttempt attempt) {
        return new ImplantAttemptVersion1(
                        Objects.requireNonNull(attempt.lead()),
                        Objects.requireNonNull(attempt.values().get("target")).value(),
                        false,
                        "dislodged",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "",
                        "")
                .converted();
    }

    private static String file() {
        try {
            return Files.readString(Path.of("../protocols/hot-crt.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
