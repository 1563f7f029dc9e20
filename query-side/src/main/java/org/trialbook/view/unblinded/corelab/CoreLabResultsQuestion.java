package org.trialbook.view.unblinded.corelab;

import static org.trialbook.view.readresults.ReadProjection.READS;
import static org.trialbook.view.readresults.SubjectsOfReadsProjection.SUBJECTS_OF_READS;
import static org.trialbook.view.unblinded.corelab.RevealingAnswersProjection.REVEALING_ANSWERS;
import static org.trialbook.view.unblinded.subject.TreatmentProjection.TREATMENTS;
import static org.trialbook.view.unblindings.StudyUnblindingProjection.BLIND;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.SharedQuestions;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.event.ArmCode;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.CoreLabResults.From;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.readresults.FinalResult;
import org.trialbook.view.readresults.ReadCountsRollup;
import org.trialbook.view.readresults.ReadView;
import org.trialbook.view.readresults.RecordingReads;
import org.trialbook.view.unblinded.Shown;
import org.trialbook.view.unblinded.subject.TreatmentView;

/// What the core laboratory read of one subject, as far as the protocol tells the caller's role: of which arms, of
/// which modalities, and when. Nothing of who read it, when, or how often it was read once more.
///
/// That an answer is empty may tell the arm as well as what stands in it: that it was shown is recorded either
/// way.
public final class CoreLabResultsQuestion extends Question<Shown> {

    public CoreLabResultsQuestion() {
        super(SharedQuestions.UNBLINDED_CORE_LAB_RESULTS, "/unblinded/subjects/{subject}/core-lab-results", List.of());
    }

    /// @param awaited of which the role is told, and nothing is there to tell yet
    record CoreLabResultsAnswer(String subject, List<Told> results, List<Awaited> awaited) {}

    /// @param reads each that was submitted; none where what counts alone is told
    /// @param result what counts; null as long as somebody is still to read
    record Told(
            @Nullable String visit,
            String modality,
            List<Submitted> reads,
            @JsonProperty("final") @Nullable FinalResult result) {}

    /// @param notEvaluable why there are no values
    record Submitted(
            SortedMap<String, ItemValue> values, @Nullable String notEvaluable) {}

    record Awaited(@Nullable String visit, String modality) {}

    @Override
    public Shown answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        String subject = parameters.subject().value();
        TreatmentView treatment = snapshot.one(TREATMENTS, subject).orElseThrow(NoSuchException::subject);
        ArmCode arm = treatment.arm() == null ? null : new ArmCode(treatment.arm());
        Protocol protocol = ProtocolInForce.at(snapshot, parameters.study()).orElse(null);
        // What waited for it is told from then on, as it counts, and as of no earlier moment.
        boolean unblinded = caller.waitsForResults()
                && snapshot.all(BLIND).values().stream().anyMatch(blind -> blind.unblinded() != null);
        List<Told> told = new ArrayList<>();
        List<Awaited> awaited = new ArrayList<>();
        for (RecordingReads recording : recordings(snapshot, subject)) {
            ReadView first = recording.first();
            String modality = first.modality();
            From from = modality == null ? From.UNBLINDING : caller.toldFrom(modality, arm);
            if (modality != null && (from != From.UNBLINDING || unblinded)) {
                Told result = told(recording, modality, from, protocol);
                if (result.reads().isEmpty() && result.result() == null) {
                    awaited.add(new Awaited(first.visit(), modality));
                } else {
                    told.add(result);
                }
            }
        }
        return new Shown(QuestionAnswer.whole(new CoreLabResultsAnswer(subject, told, awaited)), Set.of(subject));
    }

    private static List<RecordingReads> recordings(Snapshot snapshot, String subject) {
        return snapshot.one(SUBJECTS_OF_READS, subject).stream()
                .flatMap(view -> view.recordings().stream().sorted())
                .map(recording ->
                        ReadCountsRollup.recording(opened(snapshot, recording), read -> opened(snapshot, read)))
                .filter(Objects::nonNull)
                .toList();
    }

    /// A read with the answers that tell the arm among its values.
    private static @Nullable ReadView opened(Snapshot snapshot, String code) {
        return snapshot.one(READS, code)
                .map(read -> snapshot.one(REVEALING_ANSWERS, code)
                        .map(revealing -> read.and(revealing.answers()))
                        .orElse(read))
                .orElse(null);
    }

    private static Told told(RecordingReads recording, String modality, From from, @Nullable Protocol protocol) {
        ReadPlan plan = protocol == null ? null : protocol.readPlan(modality).orElse(null);
        return new Told(
                recording.first().visit(),
                modality,
                from == From.SUBMITTED ? submitted(recording) : List.of(),
                FinalResult.of(recording, plan).orElse(null));
    }

    /// By what they say: in which order they came in, or who read first, nobody at a site is told.
    private static List<Submitted> submitted(RecordingReads recording) {
        return Stream.of(recording.first(), recording.second(), recording.adjudication())
                .filter(read -> read != null && read.submitted())
                .map(read -> new Submitted(read.values(), read.notEvaluable()))
                .sorted(Comparator.comparing(Submitted::toString))
                .toList();
    }
}
