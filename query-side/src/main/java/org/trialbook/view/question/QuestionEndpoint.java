package org.trialbook.view.question;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.trialbook.access.Answering;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;

/// `GET /api/v1/studies/{study}/…`, of one question.
public final class QuestionEndpoint<A> implements Answering {
    private final Question<A> question;
    private final Answers<A> answers;

    /// Answers a question of its kind.
    @FunctionalInterface
    public interface Answers<A> {
        ResponseEntity<byte[]> answer(Question<A> question, Caller caller, Asked asked);
    }

    QuestionEndpoint(Question<A> question, Answers<A> answers) {
        this.question = question;
        this.answers = answers;
    }

    @Override
    public Set<QuestionPermission> questions() {
        return Set.of(question.permission());
    }

    /// The parameters that it takes, `asOf` among them.
    public List<String> parameters() {
        return question.parameters();
    }

    ResponseEntity<byte[]> get(@PathVariable Map<String, String> path, Caller caller, HttpServletRequest request) {
        return answer(caller, Asked.of(request, path));
    }

    /// The same, asked by a page.
    public ResponseEntity<byte[]> answer(Caller caller, Asked asked) {
        return answers.answer(question, caller, asked);
    }
}
