package org.trialbook.view.unblinded.predictability;

import static org.trialbook.view.unblinded.allocation.AllocationProjection.ALLOCATION;
import static org.trialbook.view.unblinded.predictability.PublishedPlansProjection.PUBLISHED_PLANS;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.SharedQuestions;
import org.trialbook.allocation.AllocationPeriod;
import org.trialbook.allocation.Predictability;
import org.trialbook.allocation.Stratum;
import org.trialbook.event.ArmCode;
import org.trialbook.event.SiteId;
import org.trialbook.protocol.Protocol;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.unblinded.Shown;
import org.trialbook.view.unblinded.allocation.AllocationView;

/// How often the next arm could have been guessed from what a site saw: figures over sites and the study.
public final class PredictabilityQuestion extends Question<Shown> {

    public PredictabilityQuestion() {
        super(SharedQuestions.UNBLINDED_PREDICTABILITY, "/unblinded/predictability", List.of());
    }

    /// @param method the protocol's method of allocation; null before a protocol is published
    /// @param byChance right guesses in per cent of somebody who always says the arm with the largest share
    record PredictabilityAnswer(
            @Nullable String method,
            @Nullable BigDecimal byChance,
            @Nullable Guessed overall,
            List<AtSite> sites) {}

    /// @param subjects randomized
    /// @param guessed right guesses of the arm furthest behind, in per cent of them
    /// @param certain arms that could be known for certain by somebody who knows the parameters, in per cent
    record Guessed(int subjects, BigDecimal guessed, BigDecimal certain) {
        static Guessed of(Predictability.Rate rate) {
            return new Guessed(rate.subjects(), rate.rightPercent(), rate.certainPercent());
        }
    }

    record AtSite(String site, int subjects, BigDecimal guessed, BigDecimal certain) {
        static AtSite of(SiteId site, Predictability.Rate rate) {
            return new AtSite(site.value(), rate.subjects(), rate.rightPercent(), rate.certainPercent());
        }
    }

    @Override
    public Shown answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        return new Shown(
                QuestionAnswer.whole(ProtocolInForce.at(snapshot, parameters.study())
                        .map(protocol ->
                                answer(protocol, Predictability.of(periods(snapshot, protocol), seen(snapshot))))
                        .orElseGet(() -> new PredictabilityAnswer(null, null, null, List.of()))),
                // Of a site's only subject, a right guess tells the arm where the ratio is unequal.
                snapshot.all(ALLOCATION).keySet());
    }

    /// How many were randomized before each period began → its protocol.
    private static SortedMap<Integer, Protocol> periods(Snapshot snapshot, Protocol inForce) {
        long[] randomizedAt = snapshot.all(ALLOCATION).values().stream()
                .mapToLong(AllocationView::position)
                .toArray();
        SortedMap<Integer, Protocol> periods = new TreeMap<>();
        AllocationPeriod period = null;
        for (PublishedPlanView published : snapshot.all(PUBLISHED_PLANS).values().stream()
                .sorted(Comparator.comparingLong(PublishedPlanView::position))
                .toList()) {
            Protocol version = ProtocolInForce.read(published.content());
            int before = (int) Arrays.stream(randomizedAt)
                    .filter(position -> position < published.position())
                    .count();
            AllocationPeriod next = period == null
                    ? AllocationPeriod.first(version.plan())
                    : period.after(version.plan(), before > 0).orElse(period);
            if (period == null || next.number() != period.number() || before == 0) {
                periods.put(before, version);
            }
            period = next;
        }
        periods.putIfAbsent(0, inForce);
        return periods;
    }

    /// In the order of randomization.
    private static List<Predictability.Seen> seen(Snapshot snapshot) {
        Map<String, Stratum> strata = new HashMap<>();
        return snapshot.all(ALLOCATION).values().stream()
                .sorted(Comparator.comparingInt(AllocationView::number))
                .map(view -> new Predictability.Seen(
                        new SiteId(view.site()),
                        strata.computeIfAbsent(view.stratum(), Stratum::parse),
                        new ArmCode(view.arm())))
                .toList();
    }

    private static PredictabilityAnswer answer(Protocol protocol, Predictability.Report report) {
        return new PredictabilityAnswer(
                protocol.allocation().method(),
                report.byChance(),
                Guessed.of(report.overall()),
                report.sites().entrySet().stream()
                        .map(site -> AtSite.of(site.getKey(), site.getValue()))
                        .toList());
    }
}
