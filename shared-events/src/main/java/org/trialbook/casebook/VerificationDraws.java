package org.trialbook.casebook;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectEvent.SubjectRegistered;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.VerificationSampleDrawn;
import org.trialbook.ledger.Sha256;
import org.trialbook.protocol.VerificationPlan.VerificationSample;
import org.trialbook.protocol.VerificationPlan.VerificationSample.OfEach;

/// Who is drawn for source data verification. Each draw decides of everybody who was registered since the one before,
/// once: together with those that were drawn before, so many are drawn that the sample is complete, and they are
/// those whose hash with the draw's seed is least. Never change how it is done: draws are recomputed.
///
/// @param waiting those that were registered since the last draw
/// @param registered site → how many
/// @param drawn site → how many
public record VerificationDraws(
        PVector<SubjectId> waiting, PMap<SiteId, Integer> registered, PMap<SiteId, Integer> drawn) {

    public static final VerificationDraws NONE =
            new VerificationDraws(TreePVector.empty(), HashTreePMap.empty(), HashTreePMap.empty());

    public VerificationDraws after(TrialEvent event) {
        return switch (event) {
            case SubjectRegistered e ->
                new VerificationDraws(waiting.plus(e.subject()), one(registered, e.site()), drawn);
            case VerificationSampleDrawn e -> {
                PMap<SiteId, Integer> all = drawn;
                for (SubjectId subject : e.subjects()) {
                    all = one(all, subject.site());
                }
                yield new VerificationDraws(TreePVector.empty(), registered, all);
            }
            default -> this;
        };
    }

    private static PMap<SiteId, Integer> one(PMap<SiteId, Integer> counts, SiteId site) {
        return counts.plus(site, counts.getOrDefault(site, 0) + 1);
    }

    /// Those whom a seed draws now, in the order of their numbers.
    public List<SubjectId> draw(VerificationSample sample, String seed) {
        List<SubjectId> chosen = new ArrayList<>();
        if (sample.ofEach() == OfEach.STUDY) {
            choose(waiting, sample.of(sum(registered)) - sum(drawn), seed, chosen);
        } else {
            SortedMap<String, List<SubjectId>> bySite = waiting.stream()
                    .collect(Collectors.groupingBy(
                            subject -> subject.site().value(), TreeMap::new, Collectors.toList()));
            bySite.forEach((site, subjects) ->
                    choose(subjects, sample.of(count(registered, site)) - count(drawn, site), seed, chosen));
        }
        chosen.sort(Comparator.comparing(SubjectId::value));
        return List.copyOf(chosen);
    }

    private static void choose(List<SubjectId> among, int howMany, String seed, List<SubjectId> chosen) {
        among.stream()
                .sorted(Comparator.comparing((SubjectId subject) -> hash(seed, subject))
                        .thenComparing(SubjectId::value))
                .limit(Math.max(0, howMany))
                .forEach(chosen::add);
    }

    private static int count(Map<SiteId, Integer> counts, String site) {
        return Objects.requireNonNullElse(counts.get(new SiteId(site)), 0);
    }

    private static int sum(Map<SiteId, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String hash(String seed, SubjectId subject) {
        return HexFormat.of()
                .formatHex(Sha256.digest().digest((seed + " " + subject.value()).getBytes(StandardCharsets.UTF_8)));
    }
}
