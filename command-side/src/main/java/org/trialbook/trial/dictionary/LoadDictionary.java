package org.trialbook.trial.dictionary;

import static org.trialbook.access.Role.ADMINISTRATOR;
import static org.trialbook.access.Role.DATA_MANAGER;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.DictionaryTerms;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.LoadedDictionaries;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.DictionaryEvent.DictionaryLoaded;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.CodingDictionary;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocols;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.SharedReasons;

/// Loads terms of a dictionary that the protocol names. A long one comes in several files, one after the other;
/// what was loaded stays.
public final class LoadDictionary extends Act<StudyId, LoadDictionary.Body, LoadDictionary.State> {
    /// As a protocol may have: a request with it stays below its bound.
    private static final int LONGEST = 768 * 1024;

    /// Five million characters, as the largest dictionaries have.
    private static final int MOST_FILES = 24;

    private static final Reason NO_CODED_ITEMS =
            Reason.of("no-coded-items", "Terms are loaded of a dictionary in which the protocol has answers coded.");
    private static final Reason UNREADABLE = Reason.of(
            "dictionary-unreadable",
            "A dictionary's file is CSV of at most 768 KiB: a heading, code,term or code,term,parent, and a term to each"
                    + " line, no code twice.");
    private static final Reason TERM_IS_ANOTHER = Reason.of(
            "term-is-another", "A code that is loaded means one thing for ever; another version says otherwise.");
    private static final Reason TOO_MANY_FILES = Reason.of(
            "too-many-dictionary-files",
            "A dictionary's version comes in no more files than a decision can look into.");

    private static final List<Rule<Command<StudyId, Body>, State>> RULES = List.of(
            (command, state) -> state.published ? null : SharedReasons.noProtocol(),
            (command, state) -> state.named.isEmpty() ? NO_CODED_ITEMS.refusal() : null,
            LoadDictionary::named,
            LoadDictionary::readable,
            LoadDictionary::fewFiles,
            LoadDictionary::meansTheSame);

    /// @param dictionary and its version, as the protocol names them
    /// @param terms the file, CSV
    public record Body(
            @Text(longest = 64) String dictionary,
            @Text(longest = 64) String version,
            String terms) {

        CodingDictionary named() {
            return new CodingDictionary(dictionary, version);
        }
    }

    public LoadDictionary() {
        super("load-dictionary", Target.STUDY, Body.class, ADMINISTRATOR, DATA_MANAGER);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Boundary boundary(Command<StudyId, Body> command) {
        return Boundary.none().andTypes(ProtocolPublished.class).andTypes(DictionaryLoaded.class);
    }

    /// The dictionaries that any version of the protocol names, and what is loaded of them.
    public static final class State implements Fold {
        private final Set<CodingDictionary> named = new LinkedHashSet<>();
        private boolean published;
        private LoadedDictionaries loaded = LoadedDictionaries.NONE;

        @Override
        public void apply(RecordedEvent recorded) {
            loaded = loaded.after(recorded.event());
            if (recorded.event() instanceof ProtocolPublished version) {
                published = true;
                Protocols.of(version).forms().stream()
                        .flatMap(form -> form.items().stream())
                        .map(Item::dictionary)
                        .filter(Objects::nonNull)
                        .forEach(named::add);
            }
        }
    }

    @Override
    public State initial(Command<StudyId, Body> command) {
        return new State();
    }

    @Override
    protected List<Rule<Command<StudyId, Body>, State>> rules() {
        return RULES;
    }

    @Override
    protected Outcome accept(Command<StudyId, Body> command, State state) {
        Body body = command.body();
        return Outcome.recorded(DictionaryLoaded.of(
                command.study(),
                body.dictionary(),
                body.version(),
                body.terms(),
                terms(body).size()));
    }

    private static DictionaryTerms terms(Body body) {
        try {
            return DictionaryTerms.read(body.terms());
        } catch (DictionaryTerms.UnreadableException e) {
            throw new IllegalStateException("it was read before", e);
        }
    }

    private static @Nullable Refusal named(Command<StudyId, Body> command, State state) {
        CodingDictionary dictionary = command.body().named();
        return state.named.contains(dictionary)
                ? null
                : SharedReasons.unknownCode(
                        "dictionary",
                        dictionary.toString(),
                        state.named.stream().map(CodingDictionary::toString).toList());
    }

    private static @Nullable Refusal readable(Command<StudyId, Body> command, State state) {
        String file = command.body().terms();
        if (file.length() > LONGEST || file.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return UNREADABLE.with("line", 1).with("because", "it is longer");
        }
        try {
            DictionaryTerms.read(file);
            return null;
        } catch (DictionaryTerms.UnreadableException e) {
            return UNREADABLE.with("line", e.line()).with("because", String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Refusal fewFiles(Command<StudyId, Body> command, State state) {
        return state.loaded
                                .files()
                                .getOrDefault(command.body().named(), List.of())
                                .size()
                        < MOST_FILES
                ? null
                : TOO_MANY_FILES.with("most", MOST_FILES);
    }

    private static @Nullable Refusal meansTheSame(Command<StudyId, Body> command, State state) {
        DictionaryTerms before = state.loaded.terms(command.body().named()).orElse(null);
        if (before == null) {
            return null;
        }
        DictionaryTerms file = terms(command.body());
        return file.all()
                .filter(term -> before.find(term.code())
                        .filter(known -> !known.equals(term))
                        .isPresent())
                .findFirst()
                .map(term -> TERM_IS_ANOTHER
                        .with("code", term.code())
                        .with("term", before.find(term.code()).orElseThrow().term()))
                .orElseGet(() ->
                        file.all().allMatch(term -> before.find(term.code()).isPresent())
                                ? SharedReasons.alreadyRecorded("all of these terms of "
                                        + command.body().named())
                                : null);
    }
}
