package org.trialbook.view.unblinded.flow;

import static org.trialbook.view.unblinded.allocation.AllocationProjection.ALLOCATION;
import static org.trialbook.view.unblinded.crossovers.CrossoverProjection.CROSSOVERS;
import static org.trialbook.view.unblinded.flow.ReceivedProjection.RECEIVED;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.SharedQuestions;
import org.trialbook.event.ArmCode;
import org.trialbook.event.OtherArmTreatment;
import org.trialbook.protocol.ArmTreatment;
import org.trialbook.protocol.Protocol;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.SiteScope;
import org.trialbook.view.unblinded.Shown;
import org.trialbook.view.unblinded.crossovers.CrossoversView;

/// Who received another arm's treatment though no crossover to it was asked for, or one that was denied, and whether
/// somebody has recorded it as a deviation (`record-other-arm-treatment`).
public final class OtherArmTreatmentQuestion extends Question<Shown> {
    public OtherArmTreatmentQuestion() {
        super(SharedQuestions.UNBLINDED_DEVIATIONS, "/unblinded/deviations/found", PAGES);
    }

    /// @param unrecorded how many nobody has recorded as a deviation, over all pages
    record FoundAnswer(int unrecorded, List<Listed> deviations) {}

    record Listed(String subject, int attempt, String lead, String arm, boolean recorded) {}

    @Override
    public Shown answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        PageRequest page = parameters.page();
        Protocol protocol = ProtocolInForce.at(snapshot, parameters.study()).orElse(null);
        SortedMap<String, ReceivedView> received = SiteScope.subjects(snapshot.all(RECEIVED), caller, null);
        SortedMap<String, Listed> found = new TreeMap<>();
        if (protocol != null) {
            received.values()
                    .forEach(view -> of(snapshot, protocol, view)
                            .forEach(other -> found.put(
                                    "%s %04d".formatted(view.subject(), other.attempt()),
                                    new Listed(
                                            view.subject(),
                                            other.attempt(),
                                            other.lead(),
                                            other.arm().value(),
                                            view.deviations().contains(other)))));
        }
        int unrecorded = Math.toIntExact(
                found.values().stream().filter(listed -> !listed.recorded()).count());
        PageRequest.Page<Listed> shown = page.of(found);
        // Of whom nothing stands here is known to have been treated as allocated, or not at all.
        return new Shown(shown.answer(new FoundAnswer(unrecorded, shown.items())), received.keySet());
    }

    private static List<OtherArmTreatment> of(Snapshot snapshot, Protocol protocol, ReceivedView view) {
        return snapshot.one(ALLOCATION, view.subject())
                .map(allocated -> ArmTreatment.ofOthers(
                        protocol,
                        new ArmCode(allocated.arm()),
                        view.placed(),
                        asked(snapshot.one(CROSSOVERS, view.subject()).orElse(null))))
                .orElse(List.of());
    }

    private static List<ArmCode> asked(@Nullable CrossoversView view) {
        return view == null
                ? List.of()
                : view.requests().values().stream()
                        .filter(request -> request.status() != CrossoversView.Status.DENIED)
                        .map(request -> new ArmCode(request.to()))
                        .toList();
    }
}
