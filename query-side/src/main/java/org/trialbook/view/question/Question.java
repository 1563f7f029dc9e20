package org.trialbook.view.question;

import java.util.List;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.view.projection.Snapshot;

/// What can be asked of the record, declared once: its address, who may ask it, and its answer as a pure
/// function. A new one is a class of its own in its feature's package, and is found there.
///
/// @param <A> [QuestionAnswer]; of a question whose answer may show an allocation, one that says of whom
public abstract class Question<A> {
    /// The parameters of a list that is answered page by page.
    protected static final List<String> PAGES = List.of("limit", "cursor");

    private final QuestionPermission permission;
    private final String path;
    private final List<String> parameters;

    /// @param path behind the study, such as `/subjects/{subject}/timeline`; site staff are answered where a
    ///     `{subject}` or a `{site}` in it, or a parameter `site`, is their own
    /// @param parameters beside `asOf` and `after`, which every question takes
    protected Question(QuestionPermission permission, String path, List<String> parameters) {
        this.permission = permission;
        this.path = path;
        this.parameters = List.copyOf(parameters);
    }

    /// Looks at nothing else: no clock, no store, no request.
    ///
    /// @throws org.trialbook.access.problem.ProblemException for a parameter that is not of its form, or
    ///     something that is not there for this caller
    public abstract A answer(Snapshot snapshot, Caller caller, Parameters parameters);

    public final QuestionPermission permission() {
        return permission;
    }

    public final String path() {
        return path;
    }

    public final List<String> parameters() {
        return parameters;
    }

    /// The parameter that says where a page begins.
    public String cursor() {
        return "cursor";
    }

    /// Whether it looks at no view: the record is ahead of the views, and now is its end then.
    public boolean ofRecordAlone() {
        return false;
    }

    @Override
    public final String toString() {
        return permission.name();
    }
}
