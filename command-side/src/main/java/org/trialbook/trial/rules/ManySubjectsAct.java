package org.trialbook.trial.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.OfSubject;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.EventTag;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;

/// One act of several subjects at once: of each it asks and records what the act on one subject does, and it records
/// all of it or nothing. Whoever acts names whom they mean, so that nobody signs or asks what they have not seen, and
/// nothing but these subjects' own events stands in its way.
///
/// @param <P> what a request for the act on one subject says
/// @param <S> what has to be known of each subject
public abstract class ManySubjectsAct<T, B, P, S extends Fold & OfSubject>
        extends Act<T, B, ManySubjectsAct.Subjects<S>> {
    private static final Reason UNKNOWN_SUBJECTS =
            Reason.of("unknown-subjects", "Who is named here is registered, and at the site if one is named.");

    private static final int MOST = 100;

    private final SubjectAct<P, S> one;

    /// A part of what is asked for.
    ///
    /// @param named as evidence names it
    public record Part<P>(SubjectId subject, P said, String named) {}

    /// @param one what it does with each subject
    protected ManySubjectsAct(String name, Target<T> target, Class<B> body, SubjectAct<P, S> one) {
        super(name, target, body, one.permission().roles().toArray(Role[]::new));
        this.one = one;
    }

    /// @throws ProblemException where it is nobody, too many, or one of them twice
    public static void requireEachOnce(String field, List<?> named) {
        if (named.isEmpty() || named.size() > MOST || named.stream().distinct().count() < named.size()) {
            throw new ProblemException(Problems.invalidField(field, "1 to %d, each once".formatted(MOST)));
        }
    }

    /// What is asked for, in the order in which it is recorded; each of it once.
    protected abstract List<Part<P>> parts(Command<T, B> command);

    /// What is known of each of them.
    public static final class Subjects<S extends Fold & OfSubject> implements Fold {
        private final Map<SubjectId, S> states = new LinkedHashMap<>();

        private S of(SubjectId subject) {
            return Objects.requireNonNull(states.get(subject));
        }

        @Override
        public void apply(RecordedEvent recorded) {
            TrialEvent event = recorded.event();
            Optional<SubjectId> about = event.aboutSubject();
            states.forEach((subject, state) -> {
                boolean concerned = about.isPresent()
                        ? about.get().equals(subject)
                        : event.aboutSite().map(subject.site()::equals).orElse(true);
                if (concerned) {
                    state.apply(recorded);
                }
            });
        }
    }

    @Override
    public final boolean needsFreshSignIn() {
        return one.needsFreshSignIn();
    }

    @Override
    public final boolean happensWhenRecorded() {
        return one.happensWhenRecorded();
    }

    @Override
    public final boolean ofSeveralSubjects() {
        return true;
    }

    @Override
    public final Boundary boundary(Command<T, B> command) {
        Boundary all = Boundary.none().andTypes(ProtocolPublished.class);
        for (SubjectId subject : subjects(command)) {
            all = all.and(Boundary.ofSubject(subject));
        }
        return all;
    }

    @Override
    public final Subjects<S> initial(Command<T, B> command) {
        Subjects<S> subjects = new Subjects<>();
        if (command.said().isPresent()) {
            parts(command).forEach(part -> subjects.states.put(part.subject(), one.initial(ofOne(command, part))));
        }
        return subjects;
    }

    @Override
    protected final List<Rule<Command<T, B>, Subjects<S>>> rules() {
        return List.of(this::known, this::eachIsTaken);
    }

    @Override
    protected final Outcome accept(Command<T, B> command, Subjects<S> subjects) {
        List<TrialEvent> events = new ArrayList<>();
        Map<TrialEvent, EventTag> tags = new HashMap<>();
        for (Part<P> part : parts(command)) {
            if (decided(command, subjects, part) instanceof Outcome.Recorded(var more, var tagged, var _)) {
                events.addAll(more);
                tags.putAll(tagged);
            }
        }
        return new Outcome.Recorded(events, tags, Map.of());
    }

    private List<SubjectId> subjects(Command<T, B> command) {
        return command.said().isEmpty()
                ? List.of()
                : parts(command).stream().map(Part::subject).distinct().toList();
    }

    private Outcome decided(Command<T, B> command, Subjects<S> subjects, Part<P> part) {
        return one.decide(ofOne(command, part), subjects.of(part.subject()));
    }

    private Command<SubjectId, P> ofOne(Command<T, B> command, Part<P> part) {
        return new Command<>(command.context(), part.subject(), part.said());
    }

    private @Nullable Refusal known(Command<T, B> command, Subjects<S> subjects) {
        List<String> unknown = parts(command).stream()
                .map(Part::subject)
                .distinct()
                .filter(subject -> elsewhere(command, subject)
                        || !subjects.of(subject).subject().registered())
                .map(SubjectId::value)
                .toList();
        return unknown.isEmpty() ? null : UNKNOWN_SUBJECTS.with("subjects", String.join(", ", unknown));
    }

    private boolean elsewhere(Command<T, B> command, SubjectId subject) {
        return target().equals(Target.SITE) && !command.target().equals(subject.site());
    }

    /// What stands against the first of them, and of whom it holds.
    private @Nullable Refusal eachIsTaken(Command<T, B> command, Subjects<S> subjects) {
        Map<String, List<Part<P>>> byReason = new LinkedHashMap<>();
        Map<String, Refusal> first = new LinkedHashMap<>();
        for (Part<P> part : parts(command)) {
            if (decided(command, subjects, part) instanceof Outcome.Refused(Refusal refusal)) {
                first.putIfAbsent(refusal.name(), refusal);
                byReason.computeIfAbsent(refusal.name(), name -> new ArrayList<>())
                        .add(part);
            }
        }
        return first.values().stream()
                .findFirst()
                .map(refusal -> refusal.with(
                        "of",
                        Objects.requireNonNull(byReason.get(refusal.name())).stream()
                                .map(Part::named)
                                .collect(Collectors.joining(", "))))
                .orElse(null);
    }
}
