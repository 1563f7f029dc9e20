package org.trialbook.trial.randomization;

import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.CONFIRMED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.CSP;
import static org.trialbook.trial.HotCrt.IMPLANTER;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.RANDOMIZED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.at;
import static org.trialbook.trial.HotCrt.by;

import java.util.List;
import java.util.stream.IntStream;
import org.trialbook.allocation.PreparedLists;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShare;
import org.trialbook.allocation.SeedShares;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.act.Command;

/// Examples of a randomization.
final class RandomizationExamples implements ActExamples {
    /// A lead is placed before the allocation, as in MIRACLE.
    private static final String AFTER_SUCCESS = HotCrt.YAML.replaceAll("(?s)order:\\n.*?\\nimplant:", """
            order:
              randomize: [record-implant-attempt(succeeded)]
              record-implant-attempt: [confirm-eligibility]

            implant:""");

    @Override
    public List<ActExample<?, ?>> examples() {
        RandomizeSubject.Body body = new RandomizeSubject.Body();
        return List.of(example(RandomizeSubject.class, at(INVESTIGATOR, RANDOMIZED), SUBJECT, body, HotCrt.eligible())
                .on(trial -> trial.eligible("01"))
                .wrong("occurredAt", "2026-03-05", 400, "invalid-field")
                .wrong("occurredAt", "2126-03-05T10:00:00+01:00", 400, "invalid-field")
                .refused("out-of-order", HotCrt.consented())
                .refused("already-randomized", HotCrt.randomized(BVP))
                .refused(
                        "arms-await-activation",
                        HotCrt.eligible(),
                        HotCrt.awaiting("2", HotCrt.amended("block-sizes: [4, 6]", "block-sizes: [4, 8]")))
                .refused("target-reached", HotCrt.eligible(), others(100))
                .refused("site-cap-reached", capped("{each-site: 1}"), others(1, "01"))
                .refused("stratum-cap-reached", capped("{strata: [{of: {aetiology: ischaemic}, most: 1}]}"), others(1))
                .refused("allocation-list-missing", listed("ab".repeat(32)))
                .refused("allocation-list-exhausted", listed(HotCrt.LIST.commitment()), others(3, "01"))
                .refused("happens-when-recorded", by(INVESTIGATOR, RANDOMIZED), body, HotCrt.eligible())
                .refused("seed-not-committed", uncommitted())
                .refused("seed-share-missing", from(SeedShares.none()), HotCrt.eligible())
                .refused("seed-share-differs", from(othersShares()), HotCrt.eligible())
                .refused(
                        "waits-for-what-is-sealed",
                        at(COORDINATOR, RANDOMIZED),
                        body,
                        eligibleAfterSuccess(),
                        failedAttempt())
                .refused(
                        "no-successful-attempt",
                        at(IMPLANTER, RANDOMIZED),
                        body,
                        eligibleAfterSuccess(),
                        failedAttempt()));
    }

    private static Asked<SubjectId, RandomizeSubject.Body> from(SeedShares shares) {
        return new Asked<>(
                new RandomizeSubject(shares, PreparedLists.none()),
                new Command<>(at(INVESTIGATOR, RANDOMIZED), SUBJECT, new RandomizeSubject.Body()));
    }

    private static TrialEvent[] others(int count) {
        return others(count, "02");
    }

    private static TrialEvent[] others(int count, String site) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> HotCrt.randomized(
                        new SubjectId("%s-%03d".formatted(site, number + 1)),
                        "aetiology=ischaemic;site=" + site,
                        number,
                        CSP))
                .toArray(TrialEvent[]::new);
    }

    private static List<TrialEvent> listed(String list) {
        return HotCrt.under(
                HotCrt.YAML
                        .replace(
                                "method: permuted-blocks\n  block-sizes: [4, 6]",
                                "method: prepared-list\n  list: " + list)
                        .replace("path: allocation.block-sizes", "path: allocation.method"),
                HotCrt.eligible());
    }

    private static List<TrialEvent> capped(String caps) {
        return HotCrt.and(
                HotCrt.eligible(),
                HotCrt.published("2", HotCrt.YAML.replace("\neligibility:\n", "\ncaps: " + caps + "\neligibility:\n")));
    }

    private static List<TrialEvent> uncommitted() {
        return HotCrt.eligible().stream()
                .filter(event -> !(event instanceof SeedShareCommitted))
                .toList();
    }

    private static SeedShares othersShares() {
        SeedShare share = HotCrt.SHARES.of(SeedParty.STATISTICIAN).orElseThrow();
        return SeedShares.of(share, share);
    }

    private static List<TrialEvent> eligibleAfterSuccess() {
        return HotCrt.and(HotCrt.eligible(), HotCrt.published("2", AFTER_SUCCESS));
    }

    private static ImplantAttempted failedAttempt() {
        return new ImplantAttempted(
                STUDY, SUBJECT, SITE, CONFIRMED, 1, Sealed.of(HotCrt.failed(HotCrt.attempt("coronary-sinus"))));
    }
}
