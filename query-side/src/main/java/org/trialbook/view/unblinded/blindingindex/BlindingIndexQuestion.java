package org.trialbook.view.unblinded.blindingindex;

import static org.trialbook.view.unblinded.blindingindex.GuessRollup.GUESS_COUNTS;

import java.util.List;
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
        GuessCounts guesses = snapshot.rolled(GUESS_COUNTS);
        return new Shown(QuestionAnswer.whole(answer(snapshot, parameters.study(), guesses)), guesses.subjects());
    }

    private static BlindingIndexAnswer answer(Snapshot snapshot, StudyId study, GuessCounts guesses) {
        List<String> arms = ProtocolInForce.at(snapshot, study)
                .map(protocol ->
                        protocol.arms().stream().map(arm -> arm.code().value()).toList())
                .orElse(List.of());
        Guesses all = Guesses.none(arms);
        SortedMap<String, Guesses> byModality = new TreeMap<>();
        SortedMap<String, Guesses> byVisit = new TreeMap<>();
        guesses.counts().forEach((cell, reads) -> {
            all.count(cell.arm(), cell.guess(), reads);
            byModality
                    .computeIfAbsent(cell.modality(), modality -> Guesses.none(arms))
                    .count(cell.arm(), cell.guess(), reads);
            byVisit.computeIfAbsent(cell.visit(), visit -> Guesses.none(arms)).count(cell.arm(), cell.guess(), reads);
        });
        return new BlindingIndexAnswer(BlindingIndex.of(all), indices(byModality), indices(byVisit));
    }

    private static SortedMap<String, BlindingIndex> indices(SortedMap<String, Guesses> guesses) {
        SortedMap<String, BlindingIndex> indices = new TreeMap<>();
        guesses.forEach((name, counted) -> indices.put(name, BlindingIndex.of(counted)));
        return indices;
    }
}
