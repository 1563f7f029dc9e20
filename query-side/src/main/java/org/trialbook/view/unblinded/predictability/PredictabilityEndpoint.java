package org.trialbook.view.unblinded.predictability;

import static org.trialbook.view.unblinded.allocation.AllocationProjection.ALLOCATION;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.Question;
import org.trialbook.allocation.Predictability;
import org.trialbook.allocation.Stratum;
import org.trialbook.event.ArmCode;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.Protocol;
import org.trialbook.view.answer.Paths;
import org.trialbook.view.answer.QueryResponses;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.unblinded.UnblindedAnswers;
import org.trialbook.view.unblinded.allocation.AllocationView;

/// `GET …/unblinded/predictability`: figures over sites and the study.
@RestController
public final class PredictabilityEndpoint {

    private final UnblindedAnswers answers;

    public PredictabilityEndpoint(UnblindedAnswers answers) {
        this.answers = answers;
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

    @Asks(Question.UNBLINDED_PREDICTABILITY)
    @GetMapping(Paths.UNBLINDED + "/predictability")
    public ResponseEntity<byte[]> predictability(
            Caller caller, @PathVariable StudyId study, @RequestParam @Nullable String asOf) {
        Permissions.require(caller, Question.UNBLINDED_PREDICTABILITY);
        return answers.answer(
                caller,
                Question.UNBLINDED_PREDICTABILITY,
                asOf,
                snapshot -> new UnblindedAnswers.Shown<>(
                        QueryResponses.Body.whole(ProtocolInForce.at(snapshot, study)
                                .map(protocol -> answer(protocol, Predictability.of(protocol, seen(snapshot))))
                                .orElseGet(() -> new PredictabilityAnswer(null, null, null, List.of()))),
                        // Of a site's only subject, a right guess tells the arm where the ratio is unequal.
                        snapshot.all(ALLOCATION).keySet()));
    }

    /// In the order of randomization.
    private static List<Predictability.Seen> seen(Snapshot snapshot) {
        return snapshot.all(ALLOCATION).values().stream()
                .sorted(Comparator.comparingInt(AllocationView::number))
                .map(view -> new Predictability.Seen(
                        new SiteId(view.site()), Stratum.parse(view.stratum()), new ArmCode(view.arm())))
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
