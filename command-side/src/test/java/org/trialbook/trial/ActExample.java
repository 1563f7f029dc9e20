package org.trialbook.trial;

import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.IMPLANTER;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.READER;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.CommandContext;
import tools.jackson.databind.json.JsonMapper;

/// An act of its kind with a history in which it is recorded, how it is sent, what is refused and what is wrong. It
/// stands in the act's own test or beside it, and whatever is asked of every act takes its examples from there; see
/// [ActExamples].
public final class ActExample<T, B> {
    /// As a member's value: the member is left out.
    static final Object ABSENT = new Object();

    /// Longer than any note may be.
    public static final String TOO_LONG = "x".repeat(501);

    private final Asked<T, B> act;
    private final List<TrialEvent> given;
    private final List<RefusalExample> refused = new ArrayList<>();
    private final List<Wrong> wrong = new ArrayList<>();
    private Function<Trial, String> target = trial -> "";
    private Function<Trial, Map<String, Object>> body;
    private Set<String> mayBeEmpty = Set.of();
    private @Nullable Supplier<Trial> ownTrial;
    private boolean several;

    /// @param value replaces the member
    record Wrong(String member, @Nullable Object value, int status, String problem) {}

    private ActExample(Asked<T, B> act, List<? extends TrialEvent> given) {
        this.act = act;
        this.given = List.copyOf(given);
        this.body = trial -> json(act);
    }

    public static <T, B> ActExample<T, B> example(
            Class<? extends Act<T, B, ?>> act,
            CommandContext context,
            T target,
            B body,
            List<? extends TrialEvent> given) {
        return new ActExample<>(Asked.ask(act, context, target, body), given);
    }

    // ---- over HTTP

    /// @param prepared has whom the act is about ready for it, and gives the path before `/acts/…`; the study's own is
    ///     empty
    public ActExample<T, B> on(Function<Trial, String> prepared) {
        target = prepared;
        return this;
    }

    /// What is sent where it is not what is decided: it depends on the trial, or is new each time.
    public ActExample<T, B> sending(Function<Trial, Map<String, Object>> sent) {
        body = sent;
        return this;
    }

    /// It ends the trial, or happens once in it: it gets one of its own.
    public ActExample<T, B> once(Supplier<Trial> trial) {
        ownTrial = trial;
        return this;
    }

    /// It records as many events as there are reads for it.
    public ActExample<T, B> ofSeveral() {
        several = true;
        return this;
    }

    /// Texts that need not be said, such as `note` or `attempt note`. Where one is said, it says something.
    public ActExample<T, B> mayBeEmpty(String... texts) {
        mayBeEmpty = Set.of(texts);
        return this;
    }

    /// A change that makes what is sent wrong.
    public ActExample<T, B> wrong(String member, @Nullable Object value, int status, String problem) {
        wrong.add(new Wrong(member, value, status, problem));
        return this;
    }

    // ---- what is refused

    /// The same, where something else was recorded.
    public ActExample<T, B> refused(String reason, List<? extends TrialEvent> before, TrialEvent... more) {
        return refused(reason, act, before, more);
    }

    /// Something else of it, by the same.
    public ActExample<T, B> refused(String reason, B other, List<? extends TrialEvent> before, TrialEvent... more) {
        return refused(reason, act.context(), other, before, more);
    }

    /// By somebody else, or at another time.
    public ActExample<T, B> refused(
            String reason, CommandContext context, B other, List<? extends TrialEvent> before, TrialEvent... more) {
        Asked<T, B> asked = act.saying(context, other);
        return refused(reason, asked, before, more);
    }

    public ActExample<T, B> refused(
            String reason, Asked<T, B> asked, List<? extends TrialEvent> before, TrialEvent... more) {
        refused.add(new RefusalExample(reason, asked, HotCrt.and(before, more)));
        return this;
    }

    // ---- what is taken from it

    public Asked<T, B> act() {
        return act;
    }

    public String name() {
        return act.act().name();
    }

    public List<TrialEvent> given() {
        return given;
    }

    public List<RefusalExample> refused() {
        return refused;
    }

    List<Wrong> wrong() {
        return wrong;
    }

    /// Who sends it.
    public String person() {
        return act.context().actor().id();
    }

    /// One of each role that may not.
    List<String> others() {
        return Arrays.stream(Role.values())
                .filter(role -> !ActTable.says(name(), role.storedName()))
                .map(role -> switch (role) {
                    case READER -> "reader-1";
                    case COORDINATOR, INVESTIGATOR, IMPLANTER, PROGRAMMER, PHARMACIST -> role.storedName() + "@01";
                    default -> role.storedName();
                })
                .toList();
    }

    /// Prepares whom it is about.
    String target(Trial trial) {
        return target.apply(trial);
    }

    String path(String target) {
        return target + "/acts/" + name();
    }

    Map<String, Object> body(Trial trial) {
        return body.apply(trial);
    }

    boolean mayBeEmpty(String text) {
        return mayBeEmpty.contains(text);
    }

    boolean needsATrialOfItsOwn() {
        return ownTrial != null;
    }

    Trial ownTrial() {
        return Objects.requireNonNull(ownTrial).get();
    }

    int mostEvents() {
        return several ? 500 : 1;
    }

    @SuppressWarnings("unchecked") // an object's members
    private static Map<String, Object> json(Asked<?, ?> act) {
        return JsonMapper.shared().convertValue(act.json(), LinkedHashMap.class);
    }

    public static Map<String, Object> changed(Map<String, Object> body, String member, @Nullable Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(body);
        if (ABSENT.equals(value)) {
            changed.remove(member);
        } else {
            changed.put(member, value);
        }
        return changed;
    }

    @Override
    public String toString() {
        return name();
    }
}
