package org.trialbook.view.unblinded;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.trialbook.access.Caller;
import org.trialbook.access.Question;
import org.trialbook.event.SubjectId;
import org.trialbook.view.answer.Answers;
import org.trialbook.view.answer.Exposure;
import org.trialbook.view.projection.Moment;
import org.trialbook.view.projection.Views;

/// Answers from the unblinded views; a type of its own, so that nobody gets them who asked for the others. There is no
/// way to an answer but through here, and each says of whom it shows something: that is recorded first.
public final class UnblindedAnswers {

    private final Answers answers;
    private final Exposure exposure;

    public UnblindedAnswers(Answers answers, Exposure exposure) {
        this.answers = answers;
        this.exposure = exposure;
    }

    /// @param content what is answered
    /// @param subjects of whom it shows anything sealed; none when it is figures only
    public record Shown<T>(T content, Collection<String> subjects) {}

    /// Answers a question, after it was recorded who was shown what.
    ///
    /// @throws org.trialbook.access.problem.ProblemException (503) when that cannot be recorded
    public ResponseEntity<byte[]> answer(
            Caller caller, Question question, @Nullable String asOf, Function<Moment, Shown<Answers.Body>> shown) {
        Views.Answer<Answers.Body> answer = ask(caller, question, asOf, shown);
        return Answers.write(answer.body(), answers.moment(caller, answer.size()));
    }

    /// The same, for an answer that is written otherwise than as JSON.
    public <T> Views.Answer<T> ask(
            Caller caller, Question question, @Nullable String asOf, Function<Moment, Shown<T>> shown) {
        Views.Answer<Shown<T>> answer = answers.ask(caller, asOf, shown);
        exposure.record(caller, question.storedName(), answer.body().subjects());
        return new Views.Answer<>(answer.size(), answer.body().content());
    }

    /// See [Answers#placed].
    public Object placed(Caller caller, SubjectId subject, Object entry) {
        return answers.placed(caller, subject, entry);
    }

    /// Answers from the record itself, event by event.
    ///
    /// @param page makes the page, and adds to the set of whom it shows something
    public ResponseEntity<byte[]> fromRecord(
            Caller caller, Question question, BiFunction<Answers, SortedSet<String>, ResponseEntity<byte[]>> page) {
        SortedSet<String> subjects = new TreeSet<>();
        ResponseEntity<byte[]> answer = page.apply(answers, subjects);
        exposure.record(caller, question.storedName(), subjects);
        return answer;
    }
}
