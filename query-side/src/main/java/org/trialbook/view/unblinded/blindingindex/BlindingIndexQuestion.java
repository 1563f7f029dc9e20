package org.trialbook.view.unblinded.blindingindex;

import static org.trialbook.view.unblinded.allocation.AllocationProjection.ALLOCATION;
import static org.trialbook.view.unblinded.blindingindex.GuessProjection.GUESSES;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.trialbook.access.Caller;
import org.trialbook.access.SharedQuestions;
import org.trialbook.event.StudyId;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.unblinded.Shown;
import org.trialbook.view.unblinded.allocation.AllocationView;

/// How often readers guessed the arm, over all submitted reads of randomized subjects, by modality and by visit.
/// What was recorded before the implant can only be guessed by chance; the visits tell it apart.
public final class BlindingIndexQuestion extends Question<Shown> {

    public BlindingIndexQuestion() {
        super(SharedQuestions.UNBLINDED_BLINDING_INDEX, "/unblinded/blinding-index", List.of());
    }

    record BlindingIndexAnswer(
            BlindingIndex all, SortedMap<String, BlindingIndex> byModality, SortedMap<String, BlindingIndex> byVisit) {}

    @Override
    public Shown answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        // With few reads the counts can be about one subject each: they show something of everybody in them.
        SortedSet<String> counted = new TreeSet<>();
        return new Shown(QuestionAnswer.whole(answer(snapshot, parameters.study(), counted)), counted);
    }

    private static BlindingIndexAnswer answer(Snapshot snapshot, StudyId study, SortedSet<String> counted) {
        List<String> arms = ProtocolInForce.at(snapshot, study)
                .map(protocol ->
                        protocol.arms().stream().map(arm -> arm.code().value()).toList())
                .orElse(List.of());
        SortedMap<String, AllocationView> allocation = snapshot.all(ALLOCATION);
        SortedMap<String, GuessView> guesses = snapshot.all(GUESSES);
        Guesses all = Guesses.none(arms);
        SortedMap<String, Guesses> byModality = new TreeMap<>();
        SortedMap<String, Guesses> byVisit = new TreeMap<>();
        for (GuessView guess : guesses.values()) {
            GuessView recording = guesses.get(guess.recording());
            if (recording == null || recording.subject() == null || !guess.submitted()) {
                continue;
            }
            AllocationView subject = allocation.get(recording.subject());
            if (subject != null) {
                counted.add(recording.subject());
                all.count(subject.arm(), guess.arm());
                byModality
                        .computeIfAbsent(String.valueOf(guess.modality()), modality -> Guesses.none(arms))
                        .count(subject.arm(), guess.arm());
                byVisit.computeIfAbsent(String.valueOf(recording.visit()), visit -> Guesses.none(arms))
                        .count(subject.arm(), guess.arm());
            }
        }
        return new BlindingIndexAnswer(BlindingIndex.of(all), indices(byModality), indices(byVisit));
    }

    private static SortedMap<String, BlindingIndex> indices(SortedMap<String, Guesses> guesses) {
        SortedMap<String, BlindingIndex> indices = new TreeMap<>();
        guesses.forEach((name, counted) -> indices.put(name, BlindingIndex.of(counted)));
        return indices;
    }
}
