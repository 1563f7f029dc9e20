package org.trialbook.view.casebook;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.casebook.CasebookStanding;
import org.trialbook.casebook.FormStanding;
import org.trialbook.casebook.FormStatus;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.FormInstance;
import org.trialbook.event.SubjectId;
import org.trialbook.view.casebook.VerificationPlans.Planned;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.question.SiteScope;

/// A page of recorded forms, as the caller asks for it: `status`, `site`, `subject` and `waits-for`, what is still to
/// be done with a form, narrow it.
public final class ListedForms {
    public static final List<String> PARAMETERS = List.of("limit", "site", "subject", "status", "waits-for", "cursor");

    private ListedForms() {}

    /// What is still to be done with a form.
    public enum Waiting {
        /// It is signed by nobody as it stands.
        SIGNATURE {
            @Override
            boolean of(CasebookStanding casebook, FormInstance form, FormStanding standing, Planned planned) {
                return !standing.signedAsItStands(null);
            }
        },
        /// An answer of it was not compared with the source as it stands.
        VERIFICATION {
            @Override
            boolean of(CasebookStanding casebook, FormInstance form, FormStanding standing, Planned planned) {
                return !standing.unverified().isEmpty();
            }
        },
        /// The same of an answer that the protocol's plan has compared.
        PLANNED_VERIFICATION {
            @Override
            boolean of(CasebookStanding casebook, FormInstance form, FormStanding standing, Planned planned) {
                return standing.toVerify().stream().anyMatch(item -> planned.asks(form.form(), item));
            }
        },
        /// Somebody asked to unlock it, and nobody approved.
        UNLOCK {
            @Override
            boolean of(CasebookStanding casebook, FormInstance form, FormStanding standing, Planned planned) {
                return casebook.locks().unlocks().stream()
                        .anyMatch(asked -> asked.place().covers(CasebookPlace.of(form)));
            }
        };

        abstract boolean of(CasebookStanding casebook, FormInstance form, FormStanding standing, Planned planned);

        /// Whether it is to be done with any of the forms.
        public boolean ofAny(CasebookStanding casebook, Planned planned) {
            return casebook.forms().entrySet().stream()
                    .anyMatch(form -> of(casebook, FormInstance.at(form.getKey()), form.getValue(), planned));
        }
    }

    /// @param counts how many of each status there are, over all pages and whatever status is asked for
    public record FormsAnswer(SortedMap<FormStatus, Integer> counts, List<Listed> forms) {}

    /// @param visit null of a form that stands outside of any visit
    /// @param key which entry it is; null of a form that does not repeat
    /// @param changedAt when it was recorded or last corrected
    /// @param unverified the items of which an answer was not compared with the source as it stands
    /// @param planned the items of which the protocol's plan has the answer compared
    public record Listed(
            String subject,
            @Nullable String visit,
            String form,
            @Nullable String key,
            FormStatus status,
            Instant changedAt,
            List<String> unverified,
            List<String> planned,
            List<FormStanding.Signature> signatures) {}

    /// The page, and the subjects of whom it shows a form.
    public record Answered(QuestionAnswer answer, List<String> subjects) {}

    public static Answered answer(
            CasebookProjection projection, Snapshot snapshot, Caller caller, Parameters parameters) {
        PageRequest page = parameters.page();
        FormStatus asked = parameters.choice("status", FormStatus.class);
        Waiting waiting = parameters.choice("waits-for", Waiting.class);
        SubjectId subject = parameters.subjectAsked();
        String cursor = page.cursor();
        VerificationPlans plans = new VerificationPlans(snapshot, caller, parameters);
        SortedMap<FormStatus, Integer> counts = new TreeMap<>();
        SortedMap<String, Listed> found = new TreeMap<>();
        SiteScope.subjects(snapshot.all(projection), caller, parameters.siteAsked()).values().stream()
                .filter(view -> subject == null || view.subject().equals(subject.value()))
                .forEach(view -> {
                    Planned planned = plans.of(view.subject());
                    view.standing().forms().forEach((path, standing) -> {
                        FormInstance form = FormInstance.at(path);
                        if (waiting != null && !waiting.of(view.standing(), form, standing, planned)) {
                            return;
                        }
                        FormStatus status = view.standing().status(form);
                        counts.merge(status, 1, Integer::sum);
                        String key = view.subject() + " " + path;
                        // There are many, and what stands behind the page is not asked for.
                        boolean onThePage =
                                found.size() <= page.limit() && (cursor == null || key.compareTo(cursor) > 0);
                        if (onThePage && (asked == null || asked == status)) {
                            found.put(key, listed(view.subject(), form, status, standing, planned));
                        }
                    });
                });
        PageRequest.Page<Listed> shown = page.of(found);
        return new Answered(
                shown.answer(new FormsAnswer(counts, shown.items())),
                shown.items().stream().map(Listed::subject).distinct().toList());
    }

    private static Listed listed(
            String subject, FormInstance form, FormStatus status, FormStanding standing, Planned planned) {
        return new Listed(
                subject,
                form.visit(),
                form.form(),
                form.key(),
                status,
                standing.changedAt(),
                standing.toVerify(),
                standing.items().stream()
                        .filter(item -> planned.asks(form.form(), item))
                        .toList(),
                standing.signatures());
    }
}
