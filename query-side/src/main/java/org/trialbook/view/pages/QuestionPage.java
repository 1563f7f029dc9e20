package org.trialbook.view.pages;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.view.question.Asked;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionRoutes;

/// A page made from the answer to one question.
public class QuestionPage {
    private final String path;
    private final @Nullable String label;
    private final String template;
    private final Class<? extends Question<?>> question;

    /// @param path where it is; with `{subject}` in it, it is a page about one subject
    /// @param label in the list of pages, or of those about a subject; null for a page that others lead to
    public QuestionPage(String path, @Nullable String label, String template, Class<? extends Question<?>> question) {
        this.path = path;
        this.label = label;
        this.template = template;
        this.question = question;
    }

    /// What it is asked from the page's address.
    ///
    /// @param asOf the moment asked for, as it was asked for
    public record Asking(
            Caller caller, Asked asked, @Nullable String asOf, QuestionRoutes questions, Pages pages) {
        Answered ask(Class<? extends Question<?>> question, Asked other) {
            return Answered.of(questions.ask(question, caller, other));
        }
    }

    /// What the template needs beside the answer.
    protected Map<String, ?> model(Answered answer, Asking asking) {
        return Map.of();
    }

    /// Where callers go who may not ask the question, and the one that they may ask.
    public record Elsewhere(String path, Class<? extends Question<?>> question) {}

    protected @Nullable Elsewhere elsewhere() {
        return null;
    }

    /// How the question is asked where it is not as the page is.
    protected Asked asked(Asked page) {
        return page;
    }

    final String path() {
        return path;
    }

    final @Nullable String label() {
        return label;
    }

    final boolean aboutSubject() {
        return path.contains("{subject}");
    }

    final String template() {
        return template;
    }

    final Class<? extends Question<?>> question() {
        return question;
    }
}
