package org.trialbook.verify.randomization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.EventTypes;
import org.trialbook.event.ItemValue;
import org.trialbook.event.KitEvent.KitAccounted;
import org.trialbook.event.KitEvent.KitsShipped;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.AllocationDisclosed;
import org.trialbook.event.StudyEvent.PreparedListRevealed;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SeedRevealed;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent.EligibilityConfirmed;
import org.trialbook.event.SubjectEvent.KitDispensed;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;

/// The events that have a part in the allocation, read from a record that somebody else may have written. Every
/// member is there and of its form, or the event is unreadable: what is asked of each stands in section 10 of
/// `docs/format.md`.
final class AllocationEvents {

    /// Of each, and the first of three of the published protocol.
    private static final String VERSION = "1";

    private static final Set<String> PUBLISHED_SINCE = Set.of("2", "3", "4");

    private static final String PUBLISHED =
            EventTypes.nameOf(ProtocolPublished.class).qualified();

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private static final Set<String> TYPES = Stream.of(
                    ProtocolPublished.class,
                    SeedShareCommitted.class,
                    EligibilityConfirmed.class,
                    SubjectRandomized.class,
                    StudyUnblinded.class,
                    AllocationDisclosed.class,
                    SeedRevealed.class,
                    PreparedListRevealed.class,
                    KitsShipped.class,
                    KitDispensed.class,
                    KitAccounted.class)
            .map(type -> EventTypes.nameOf(type).qualified())
            .collect(Collectors.toUnmodifiableSet());

    /// Texts that a record repeats a million times are kept in memory once.
    private final Map<Object, Object> known = new HashMap<>();

    private final String study;

    /// @param study whose allocation it is
    AllocationEvents(String study) {
        this.study = study;
    }

    /// Whether events of this type have a part in the allocation.
    static boolean has(String type) {
        return TYPES.contains(type);
    }

    /// The event of a line of this study, whose type [#has] a part.
    ///
    /// @throws UnreadableEventException saying what is not as it has to be
    TrialEvent read(String type, String version, String payload) throws UnreadableEventException {
        if (!version.equals(VERSION) && !(type.equals(PUBLISHED) && PUBLISHED_SINCE.contains(version))) {
            throw new UnreadableEventException("nothing is known of version " + version);
        }
        PayloadJson json = PayloadJson.read(payload);
        return switch (type.substring(type.indexOf('.') + 1)) {
            case "ProtocolPublished" -> published(json, version);
            case "SeedShareCommitted" -> committed(json);
            case "EligibilityConfirmed" -> confirmed(json);
            case "SubjectRandomized" -> randomized(json);
            case "StudyUnblinded" -> unblinded(json);
            case "AllocationDisclosed" -> disclosed(json);
            case "SeedRevealed" -> revealed(json);
            case "PreparedListRevealed" -> list(json);
            case "KitsShipped" -> shipped(json);
            case "KitDispensed" -> dispensed(json);
            case "KitAccounted" -> accounted(json);
            default -> throw new IllegalArgumentException(type + " has no part in the allocation");
        };
    }

    private ProtocolPublished published(PayloadJson json, String version) throws UnreadableEventException {
        Members in = switch (version) {
            case VERSION -> members(json, "study", "protocolVersion", "contentHash", "content", "seedCommitment");
            case "4" -> members(json, "study", "protocolVersion", "contentHash", "content", "awaitsSites");
            default -> members(json, "study", "protocolVersion", "contentHash", "content");
        };
        if (version.equals(VERSION)) {
            in.get("seedCommitment").text();
        }
        // Arms and allocation are the newest version's, whether or not it awaits sites.
        boolean awaitsSites = version.equals("4") && in.get("awaitsSites").truth();
        String content = version.equals("3") || version.equals("4")
                ? in.get("content").textOrNull()
                : in.get("content").text();
        return new ProtocolPublished(
                in.study(),
                in.get("protocolVersion").text(),
                in.get("contentHash").text(),
                content,
                awaitsSites);
    }

    private SeedShareCommitted committed(PayloadJson json) throws UnreadableEventException {
        Members in = members(json, "study", "party", "commitment");
        return new SeedShareCommitted(
                in.study(), in.get("party").text(), in.get("commitment").text());
    }

    private EligibilityConfirmed confirmed(PayloadJson json) throws UnreadableEventException {
        Members in = members(json, "study", "subject", "site", "confirmedOn", "answers", "strata");
        SubjectId subject = in.subject();
        return new EligibilityConfirmed(
                in.study(), subject, in.siteOf(subject), in.day("confirmedOn"), answers(in), strata(in));
    }

    private SubjectRandomized randomized(PayloadJson json) throws UnreadableEventException {
        Members in = members(json, "study", "subject", "site", "randomizedOn", "stratum", "randomizationNumber", "arm");
        SubjectId subject = in.subject();
        return new SubjectRandomized(
                in.study(),
                subject,
                in.siteOf(subject),
                in.day("randomizedOn"),
                once(in.get("stratum").text()),
                in.get("randomizationNumber").whole(),
                sealed(in.get("arm")));
    }

    private StudyUnblinded unblinded(PayloadJson json) throws UnreadableEventException {
        Members in = members(json, "study", "approvedBy", "subjects");
        List<String> approvedBy = new ArrayList<>();
        for (PayloadJson each : in.get("approvedBy").elements()) {
            approvedBy.add(each.text());
        }
        return new StudyUnblinded(in.study(), approvedBy, in.get("subjects").whole());
    }

    private AllocationDisclosed disclosed(PayloadJson json) throws UnreadableEventException {
        Members in = members(json, "study", "arms");
        Map<String, ArmCode> arms = new LinkedHashMap<>();
        for (var arm : in.get("arms").members().entrySet()) {
            SubjectId subject = new PayloadJson("a name in 'arms'", arm.getKey()).of(SubjectId::new, "a subject");
            arms.put(subject.value(), once(arm.getValue().of(ArmCode::new, "an arm")));
        }
        return new AllocationDisclosed(in.study(), arms);
    }

    private SeedRevealed revealed(PayloadJson json) throws UnreadableEventException {
        Members in = members(json, "study", "sponsorShare", "statisticianShare");
        return new SeedRevealed(
                in.study(),
                in.get("sponsorShare").text(),
                in.get("statisticianShare").text());
    }

    private PreparedListRevealed list(PayloadJson json) throws UnreadableEventException {
        Members in = members(json, "study", "list", "part", "parts", "text");
        return new PreparedListRevealed(
                in.study(),
                in.get("list").text(),
                in.get("part").whole(),
                in.get("parts").whole(),
                in.get("text").text());
    }

    private KitsShipped shipped(PayloadJson json) throws UnreadableEventException {
        Members in = members(json, "study", "site", "shipment", "product", "upTo", "kits", "arms");
        List<String> kits = new ArrayList<>();
        for (PayloadJson each : in.get("kits").elements()) {
            kits.add(once(each.text()));
        }
        return new KitsShipped(
                in.study(),
                in.get("site").of(SiteId::new, "a site"),
                in.get("shipment").whole(),
                once(in.get("product").text()),
                in.get("upTo").whole(),
                List.copyOf(kits),
                closed(in.get("arms")));
    }

    private KitDispensed dispensed(PayloadJson json) throws UnreadableEventException {
        Members in = members(json, "study", "subject", "site", "visit", "product", "kit", "dispensing", "dispensedOn");
        SubjectId subject = in.subject();
        return new KitDispensed(
                in.study(),
                subject,
                in.siteOf(subject),
                once(in.get("visit").text()),
                once(in.get("product").text()),
                once(in.get("kit").text()),
                in.get("dispensing").whole(),
                in.day("dispensedOn"));
    }

    private KitAccounted accounted(PayloadJson json) throws UnreadableEventException {
        Members in = members(json, "study", "site", "kit", "outcome");
        return new KitAccounted(
                in.study(),
                in.get("site").of(SiteId::new, "a site"),
                once(in.get("kit").text()),
                once(in.get("outcome").text()));
    }

    private Map<String, ItemValue> answers(Members in) throws UnreadableEventException {
        Map<String, ItemValue> answers = new LinkedHashMap<>();
        for (var answer : in.get("answers").members().entrySet()) {
            Map<String, PayloadJson> value =
                    answer.getValue().membersAndPerhaps(List.of("value", "unit"), Set.of("missing", "typed"));
            if (value.containsKey("missing")) {
                member(value, "missing").text();
            }
            if (value.containsKey("typed")) {
                Map<String, PayloadJson> typed = member(value, "typed").members("value", "unit");
                member(typed, "value").text();
                member(typed, "unit").text();
            }
            answers.put(
                    once(answer.getKey()),
                    new ItemValue(
                            member(value, "value").text(), member(value, "unit").textOrNull()));
        }
        return answers;
    }

    private Map<String, String> strata(Members in) throws UnreadableEventException {
        Map<String, String> strata = new LinkedHashMap<>();
        for (var level : in.get("strata").members().entrySet()) {
            strata.put(once(level.getKey()), once(level.getValue().text()));
        }
        return strata;
    }

    private Sealed<ArmCode> sealed(PayloadJson json) throws UnreadableEventException {
        return closed(json);
    }

    private <T> Sealed<T> closed(PayloadJson json) throws UnreadableEventException {
        Map<String, PayloadJson> box = json.members("key", "box");
        return new Sealed.Closed<>(
                once(member(box, "key").text()), member(box, "box").base64());
    }

    private static PayloadJson member(Map<String, PayloadJson> members, String name) {
        return Objects.requireNonNull(members.get(name));
    }

    @SuppressWarnings("unchecked") // what is equal is of the same class
    private <T> T once(T value) {
        return (T) known.computeIfAbsent(value, same -> same);
    }

    private Members members(PayloadJson json, String... names) throws UnreadableEventException {
        return new Members(json.members(names), study);
    }

    /// The members of a payload, and what several payloads have.
    private record Members(Map<String, PayloadJson> all, String studyOfTheLine) {

        PayloadJson get(String name) {
            return member(all, name);
        }

        StudyId study() throws UnreadableEventException {
            if (!get("study").text().equals(studyOfTheLine)) {
                throw new UnreadableEventException("'study' is not the study of the line");
            }
            return get("study").of(StudyId::new, "of a study's form");
        }

        SubjectId subject() throws UnreadableEventException {
            return get("subject").of(SubjectId::new, "a subject");
        }

        SiteId siteOf(SubjectId subject) throws UnreadableEventException {
            if (!get("site").text().equals(subject.site().value())) {
                throw new UnreadableEventException("'site' is not the part of 'subject' before the hyphen");
            }
            return subject.site();
        }

        LocalDate day(String name) throws UnreadableEventException {
            get(name).text(DAY);
            return get(name).of(LocalDate::parse, "a day");
        }
    }
}
