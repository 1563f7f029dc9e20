package org.trialbook.allocation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.ItemValue;
import org.trialbook.event.StudyEvent.AllocationDisclosed;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SeedRevealed;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent.EligibilityConfirmed;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.Sha256;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;

/// A trial by any protocol and method, from its protocol to the reveal of its seed, as the record would hold it.
public record SimulatedStudy(String yaml, SeedShare sponsor, SeedShare statistician) {

    public static final String BLOCKS = "method: permuted-blocks\n  block-sizes: [4, 6]";
    public static final String COIN = "method: biased-coin\n  probability: 0.67";
    public static final String STICK = "method: big-stick\n  imbalance: 3";
    public static final String RANGE = "method: minimization\n  probability: 0.8";
    public static final String VARIANCE = "method: minimization\n  probability: 0.85\n  measure: variance";

    public static final StudyId STUDY = new StudyId("SMALL-TRIAL");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    /// @param method the first lines of the allocation, such as [#BLOCKS]
    public static SimulatedStudy of(String method, int shareOfA, int shareOfB) {
        String sound = file("/protocols/sound.yaml");
        String yaml = sound.replace(BLOCKS, method)
                .replace("path: allocation.block-sizes", "path: allocation.method")
                .replace("label: Arm A, ratio: 1", "label: Arm A, ratio: " + shareOfA)
                .replace("label: Arm B, ratio: 1", "label: Arm B, ratio: " + shareOfB);
        return new SimulatedStudy(
                yaml, share("one party's thirty-two known byt"), share("and the other's, no less known.."));
    }

    public static SimulatedStudy of(String method) {
        return of(method, 1, 1);
    }

    public static SeedShare share(String bytes) {
        return new SeedShare(bytes.getBytes(StandardCharsets.US_ASCII));
    }

    private StudyId study() {
        return protocol().study();
    }

    Protocol protocol() {
        return ProtocolFile.read("study.yaml", yaml);
    }

    AllocationSeed seed() {
        return AllocationSeed.of(study(), sponsor, statistician);
    }

    public AllocationMethod method() {
        return AllocationMethod.of(protocol(), seed());
    }

    /// Who comes, where and with which cause: the site's number and the cause are drawn, nothing else is.
    public static List<Stratum> arrivals(int subjects, int sites, long chance) {
        Random random = new Random(chance);
        List<Stratum> arrivals = new ArrayList<>();
        for (int i = 0; i < subjects; i++) {
            Map<String, String> levels = new TreeMap<>();
            levels.put("cause", random.nextInt(3) == 0 ? "two" : "one");
            levels.put("site", "%02d".formatted(1 + random.nextInt(sites)));
            arrivals.add(new Stratum(new TreeMap<>(levels)));
        }
        return arrivals;
    }

    /// The arms of these subjects, one after the other.
    public List<ArmCode> allocate(List<Stratum> arrivals) {
        AllocationMethod method = method();
        AllocationCounts tally = new AllocationCounts();
        List<ArmCode> arms = new ArrayList<>();
        for (Stratum stratum : arrivals) {
            ArmCode arm = method.next(tally, stratum);
            tally.add(stratum, arm);
            arms.add(arm);
        }
        return arms;
    }

    /// The record of a trial in which these subjects got these arms.
    public List<TrialEvent> record(List<Stratum> arrivals, List<ArmCode> arms) {
        List<TrialEvent> record = new ArrayList<>();
        Protocol protocol = protocol();
        StudyId study = protocol.study();
        record.add(new ProtocolPublished(study, protocol.version(), hash(yaml), yaml));
        record.add(committed(study, SeedParty.SPONSOR, sponsor));
        record.add(committed(study, SeedParty.STATISTICIAN, statistician));
        Map<String, Integer> atSite = new TreeMap<>();
        Map<String, ArmCode> disclosed = new TreeMap<>();
        for (int i = 0; i < arrivals.size(); i++) {
            Stratum stratum = arrivals.get(i);
            String site = stratum.levels().getOrDefault("site", "");
            SubjectId subject = new SubjectId("%s-%04d".formatted(site, atSite.merge(site, 1, Integer::sum)));
            Map<String, String> levels = new TreeMap<>(stratum.levels());
            levels.remove("site");
            record.add(new EligibilityConfirmed(
                    study, subject, subject.site(), DAY, answers(protocol, levels), Map.copyOf(levels)));
            record.add(new SubjectRandomized(
                    study, subject, subject.site(), DAY, stratum.text(), i + 1, Sealed.of(arms.get(i))));
            disclosed.put(subject.value(), arms.get(i));
        }
        record.add(new StudyUnblinded(study, List.of("statistician", "sponsor"), arrivals.size()));
        List<String> subjects = List.copyOf(disclosed.keySet());
        for (int from = 0; from < subjects.size(); from += 500) {
            Map<String, ArmCode> some = new TreeMap<>();
            subjects.subList(from, Math.min(from + 500, subjects.size()))
                    .forEach(subject -> some.put(subject, disclosed.getOrDefault(subject, new ArmCode("A"))));
            record.add(new AllocationDisclosed(study, some));
        }
        record.add(new SeedRevealed(study, sponsor.hex(), statistician.hex()));
        return record;
    }

    /// The answers that give these levels, and what else is counted or ticked, which has no part in them.
    private static Map<String, ItemValue> answers(Protocol protocol, Map<String, String> levels) {
        Map<String, ItemValue> answers = new TreeMap<>();
        for (Item item : protocol.eligibility().items()) {
            switch (item.type()) {
                case INTEGER, DECIMAL -> answers.put(item.code(), new ItemValue("50", item.unit()));
                case BOOLEAN -> answers.put(item.code(), ItemValue.of("false"));
                default -> {}
            }
        }
        protocol.allocation()
                .factors()
                .forEach(factor -> answers.put(factor.item(), ItemValue.of(levels.getOrDefault(factor.code(), ""))));
        return answers;
    }

    /// The answers that give these levels of the small trial, and some that have no part in them.
    public static Map<String, ItemValue> answers(Map<String, String> levels) {
        return Map.of(
                "cause",
                ItemValue.of(levels.getOrDefault("cause", "")),
                "age",
                new ItemValue("50", "a"),
                "excluded",
                ItemValue.of("false"));
    }

    /// The record of a trial in which these subjects got the arms that the method gives them.
    public List<TrialEvent> record(List<Stratum> arrivals) {
        return record(arrivals, allocate(arrivals));
    }

    public static SeedShareCommitted committed(SeedParty party, SeedShare share) {
        return committed(STUDY, party, share);
    }

    private static SeedShareCommitted committed(StudyId study, SeedParty party, SeedShare share) {
        return new SeedShareCommitted(study, party.storedName(), share.commitment(study, party));
    }

    private static String hash(String yaml) {
        return HexFormat.of().formatHex(Sha256.digest().digest(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String file(String name) {
        try (InputStream file = Objects.requireNonNull(SimulatedStudy.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
