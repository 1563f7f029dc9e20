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
import org.trialbook.view.answer.AllocationAccess;
import org.trialbook.view.answer.QueryResponses;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.projection.Views;

/// Answers from the unblinded views; a type of its own, so that nobody gets them who asked for the others. There is no
/// way to an answer but through here, and each says of whom it shows something: that is recorded first.
public final class UnblindedAnswers {

    private final QueryResponses responses;
    private final AllocationAccess allocationAccess;

    public UnblindedAnswers(QueryResponses responses, AllocationAccess allocationAccess) {
        this.responses = responses;
        this.allocationAccess = allocationAccess;
    }

    /// @param content what is answered
    /// @param subjects of whom it shows anything sealed; none when it is figures only
    public record Shown<T>(T content, Collection<String> subjects) {}

    /// Answers a question, after it was recorded who was shown what.
    ///
    /// @throws org.trialbook.access.problem.ProblemException (503) when that cannot be recorded
    public ResponseEntity<byte[]> answer(
            Caller caller,
            Question question,
            @Nullable String asOf,
            Function<Snapshot, Shown<QueryResponses.Body>> shown) {
        Views.Answer<QueryResponses.Body> answer = ask(caller, question, asOf, shown);
        return QueryResponses.write(answer.body(), responses.moment(caller, answer.size()));
    }

    /// The same, for an answer that is written otherwise than as JSON.
    public <T> Views.Answer<T> ask(
            Caller caller, Question question, @Nullable String asOf, Function<Snapshot, Shown<T>> shown) {
        Views.Answer<Shown<T>> answer = responses.ask(caller, asOf, shown);
        allocationAccess.record(caller, question.storedName(), answer.body().subjects());
        return new Views.Answer<>(answer.size(), answer.body().content());
    }

    /// See [QueryResponses#placed].
    public Object placed(Caller caller, SubjectId subject, Object entry) {
        return responses.placed(caller, subject, entry);
    }

    /// Answers from the record itself, event by event.
    ///
    /// @param page makes the page, and adds to the set of whom it shows something
    public ResponseEntity<byte[]> fromRecord(
            Caller caller,
            Question question,
            BiFunction<QueryResponses, SortedSet<String>, ResponseEntity<byte[]>> page) {
        SortedSet<String> subjects = new TreeSet<>();
        ResponseEntity<byte[]> answer = page.apply(responses, subjects);
        allocationAccess.record(caller, question.storedName(), subjects);
        return answer;
    }
}
