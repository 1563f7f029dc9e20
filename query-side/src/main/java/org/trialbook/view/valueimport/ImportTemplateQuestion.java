package org.trialbook.view.valueimport;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;

import java.util.List;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.authoring.ImportColumn;
import org.trialbook.view.overview.SubjectProtocols;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// An empty file of values for each form, or for the `form` that is named, as the protocol asks it that holds at the
/// caller's site, or the newest for whoever has none. `import-values` takes it when it is filled in.
public final class ImportTemplateQuestion extends Question<QuestionAnswer> {
    public ImportTemplateQuestion() {
        super(
                QuestionPermission.of("import-template").and(SITE_STAFF).and(OVERSIGHT),
                "/import-template",
                List.of("form"));
    }

    record ImportTemplateAnswer(String version, List<Template> templates) {}

    /// @param file CSV
    record Template(String form, String label, String file) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        Protocol protocol = new SubjectProtocols(snapshot, parameters)
                .at(caller.site())
                .orElseThrow(() -> new ProblemException(Problems.noSuchPath()));
        String named = parameters.text("form");
        List<Form> forms = protocol.forms().stream()
                .filter(form -> named == null || form.code().equals(named))
                .toList();
        if (named != null && forms.isEmpty()) {
            throw new ProblemException(Problems.malformedParameter("form"));
        }
        return QuestionAnswer.whole(new ImportTemplateAnswer(
                protocol.version(),
                forms.stream()
                        .map(form -> new Template(form.code(), form.label(), ImportColumn.template(form)))
                        .toList()));
    }
}
