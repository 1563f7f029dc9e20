package org.trialbook.view.unblinded.blindingindex;

import static org.trialbook.view.unblinded.allocation.AllocationProjection.ALLOCATION;
import static org.trialbook.view.unblinded.blindingindex.GuessProjection.GUESSES;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
        Set<String> counted = new HashSet<>();
        return new Shown(QuestionAnswer.whole(answer(snapshot, parameters.study(), counted)), counted);
    }

    private static BlindingIndexAnswer answer(Snapshot snapshot, StudyId study, Set<String> counted) {
        List<String> arms = ProtocolInForce.at(snapshot, study)
                .map(protocol ->
                        protocol.arms().stream().map(arm -> arm.code().value()).toList())
                .orElse(List.of());
        // Looked up for each guess: copies by hash are quicker than the views in their order.
        Map<String, AllocationView> allocation = new HashMap<>(snapshot.all(ALLOCATION));
        Collection<GuessView> guesses = snapshot.all(GUESSES).values();
        Map<String, GuessView> recordings = new HashMap<>();
        for (GuessView guess : guesses) {
            if (guess.subject() != null) {
                recordings.put(guess.read(), guess);
            }
        }
        Guesses all = Guesses.none(arms);
        SortedMap<String, Guesses> byModality = new TreeMap<>();
        SortedMap<String, Guesses> byVisit = new TreeMap<>();
        for (GuessView guess : guesses) {
            GuessView recording = guess.subject() == null ? recordings.get(guess.recording()) : guess;
            if (recording == null || !guess.submitted()) {
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
