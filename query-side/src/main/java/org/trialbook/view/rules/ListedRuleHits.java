package org.trialbook.view.rules;

import static org.trialbook.view.course.SubjectProjection.SUBJECTS;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.casebook.RuleHits;
import org.trialbook.casebook.RuleHits.Hit;
import org.trialbook.casebook.RuleStates;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.DataQuery;
import org.trialbook.event.HitExcuse;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.DataRule;
import org.trialbook.protocol.DataRuleRules;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Seals;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.forms.RecordedForms;
import org.trialbook.view.overview.SubjectProtocols;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.question.SiteScope;
import org.trialbook.view.sites.SiteZones;

/// A page of what rules find, by subject: each hit with what the rule read, its query if one is open, and why it is
/// excused if it is. `rule` narrows it to one of the protocol's rules; `finds`, perhaps with `form`, is a rule that is
/// asked for once. A rule is run by the version of the protocol that holds for the subject.
///
/// A page looks at a bounded number of subjects, so it may hold fewer hits than its limit, or none, and still
/// have a next one.
public final class ListedRuleHits {
    public static final List<String> PARAMETERS =
            List.of("limit", "site", "subject", "rule", "form", "finds", "cursor");

    private static final int MOST_LOOKED_AT = 100;

    /// Behind every hit of a subject, whatever its rule is called.
    private static final String LAST = " ~";

    private final Snapshot snapshot;
    private final Caller caller;
    private final Parameters parameters;
    private final UnaryOperator<ProjectedEvent> lens;
    private final boolean openOnly;
    private final SubjectProtocols protocols;
    private final SiteZones zones;
    private final Seals seals;
    private final @Nullable DataRule once;
    private final @Nullable String rule;

    /// @param lens by which events are seen
    /// @param openOnly whether rules are left out that read what is sealed
    public ListedRuleHits(
            Snapshot snapshot,
            Caller caller,
            Parameters parameters,
            UnaryOperator<ProjectedEvent> lens,
            boolean openOnly) {
        this.snapshot = snapshot;
        this.caller = caller;
        this.parameters = parameters;
        this.lens = lens;
        this.openOnly = openOnly;
        protocols = new SubjectProtocols(snapshot, parameters);
        zones = new SiteZones(snapshot);
        seals = RecordedForms.seals(parameters.record(), snapshot.size());
        String finds = parameters.text("finds");
        once = finds == null ? null : DataRule.once(parameters.text("form"), finds);
        rule = parameters.text("rule");
    }

    /// @param leftOut the rules of the newest version that read what the caller is not shown
    public record RuleHitsAnswer(List<String> leftOut, List<Listed> hits) {}

    /// @param rule its code; null of one that was asked for once
    /// @param text what a query about it asks; null of one that was asked for once
    /// @param query the number of the query that is open about it; null where none is
    /// @param excuse why it is excused; null where it is not
    public record Listed(
            String subject,
            @Nullable String rule,
            CasebookPlace about,
            @Nullable String text,
            List<Read> read,
            @Nullable String query,
            @Nullable String excuse) {}

    /// @param read as the rule names it
    public record Read(String read, String item, ItemValue value) {}

    /// The page, and the subjects of whom it shows a hit.
    public record Answered(QuestionAnswer answer, List<String> subjects) {}

    public Answered answer() {
        protocols.newest().ifPresent(this::means);
        PageRequest page = parameters.page();
        SubjectId subject = parameters.subjectAsked();
        SortedMap<String, Listed> listed = new TreeMap<>();
        int looked = 0;
        String next = null;
        for (Map.Entry<String, SubjectView> each : SiteScope.subjects(
                        snapshot.all(SUBJECTS), caller, parameters.siteAsked())
                .entrySet()) {
            boolean before = page.cursor() != null
                    && each.getKey().compareTo(page.cursor().split(" ", 2)[0]) < 0;
            if (before || (subject != null && !subject.value().equals(each.getKey()))) {
                continue;
            }
            found(each.getKey(), each.getValue(), listed);
            if (++looked == MOST_LOOKED_AT || rest(listed, page) > page.limit()) {
                next = each.getKey() + LAST;
                break;
            }
        }
        PageRequest.Page<Listed> found = page.of(listed);
        return new Answered(
                new QuestionAnswer(
                        new RuleHitsAnswer(leftOut(), found.items()), found.next() == null ? next : found.next()),
                found.items().stream().map(Listed::subject).distinct().toList());
    }

    private static int rest(SortedMap<String, Listed> listed, PageRequest page) {
        return page.cursor() == null
                ? listed.size()
                : listed.tailMap(page.cursor() + "\0").size();
    }

    /// What is asked for once has to mean something, and be about what the caller may be shown.
    private void means(Protocol newest) {
        if (once == null) {
            return;
        }
        boolean known = once.form() == null || newest.form(once.form()).isPresent();
        Optional<String> objection = known
                ? DataRuleRules.objection(newest, once)
                : Optional.of("'%s' is no form of this protocol".formatted(once.form()));
        if (objection.isPresent()) {
            throw new ProblemException(
                    Problem.of("meaningless-expression", "The expression means nothing", 400, objection.get())
                            .with("parameter", "finds"));
        }
        if (openOnly && once.tells(newest, seals)) {
            throw new ProblemException(Problem.of(
                            "expression-reads-what-is-sealed",
                            "The expression reads what is sealed",
                            400,
                            "What tells the arm is not read here, whoever asks.")
                    .with("parameter", "finds"));
        }
    }

    private List<String> leftOut() {
        return protocols
                .newest()
                .filter(newest -> openOnly && once == null)
                .map(newest -> newest.rules().stream()
                        .filter(each -> each.tells(newest, seals))
                        .map(DataRule::code)
                        .toList())
                .orElse(List.of());
    }

    private void found(String subject, SubjectView view, SortedMap<String, Listed> listed) {
        Protocol protocol = protocols.of(view).orElse(null);
        List<DataRule> run = protocol == null ? List.of() : run(protocol);
        if (protocol == null || run.isEmpty()) {
            return;
        }
        RuleStates states =
                RecordedForms.of(parameters.record(), new SubjectId(subject), snapshot.size(), lens, new RuleStates());
        LocalDate today = zones.today(view.site(), parameters.now());
        RuleHits hits = new RuleHits(protocol, states.forms(), seals, openOnly, today);
        for (DataRule each : run) {
            int number = 0;
            for (Hit hit : hits.of(each)) {
                listed.put("%s %s %05d".formatted(subject, each.code(), number++), listed(subject, hit, states));
            }
        }
    }

    private List<DataRule> run(Protocol protocol) {
        if (once != null) {
            boolean means = (once.form() == null || protocol.form(once.form()).isPresent())
                    && DataRuleRules.objection(protocol, once).isEmpty();
            return means && !(openOnly && once.tells(protocol, seals)) ? List.of(once) : List.of();
        }
        return protocol.rules().stream()
                .filter(each -> rule == null || rule.equals(each.code()))
                .filter(each -> !openOnly || !each.tells(protocol, seals))
                .toList();
    }

    private Listed listed(String subject, Hit hit, RuleStates states) {
        boolean named = hit.rule() != once;
        DataQuery asked = hit.asked(hit.rule().assignedTo());
        HitExcuse excuse = named ? states.excuse(hit, !openOnly) : null;
        return new Listed(
                subject,
                named ? hit.rule().code() : null,
                asked.about(),
                named ? hit.rule().text() : null,
                hit.read().entrySet().stream()
                        .map(read -> new Read(read.getKey(), Hit.item(read.getKey()), read.getValue()))
                        .toList(),
                named ? states.queries().pending(asked, !openOnly).orElse(null) : null,
                excuse == null ? null : excuse.because());
    }
}
