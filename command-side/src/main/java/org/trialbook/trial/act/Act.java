package org.trialbook.trial.act;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Permission;
import org.trialbook.access.Role;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.ledger.EventLine;

/// An act, declared once: everything that has to know of it derives from this. A new one is a class of its own in its
/// feature's package, and is found there.
///
/// @param <T> what it is about
/// @param <B> what a request for it says: a record; its components are the members of the JSON body
/// @param <S> what has to be known to decide it
public abstract class Act<T, B, S extends Fold> implements Decider<Command<T, B>, S> {
    private static final Reason HAPPENS_WHEN_RECORDED = Reason.of(
            "happens-when-recorded",
            "This act happens when it is recorded, and at no other time: leave occurredAt out.");

    private final String name;
    private final Target<T> target;
    private final Class<B> body;
    private final Permission permission;

    /// @param name as in its address, such as `record-visit`
    /// @param who the roles in which it may be done
    protected Act(String name, Target<T> target, Class<B> body, Role... who) {
        this.name = name;
        this.target = target;
        this.body = body;
        this.permission = new Permission(name, Set.of(who));
    }

    public final String name() {
        return name;
    }

    public final Target<T> target() {
        return target;
    }

    public final Class<B> body() {
        return body;
    }

    public final Permission permission() {
        return permission;
    }

    // ---- what a declaration may say beside

    /// Whether whoever acts must have signed in just before.
    public boolean needsFreshSignIn() {
        return false;
    }

    /// Whether the act is done by recording it, as a randomization is; what happened in the clinic is entered later.
    public boolean happensWhenRecorded() {
        return false;
    }

    /// Whether a request must say when it happened.
    public boolean saysWhen() {
        return false;
    }

    /// Whether every refusal is itself recorded; see also [Reason#recorded].
    public boolean recordsRefusals() {
        return false;
    }

    /// Whether somebody blinded may know of its refusals; see also [Reason#blinding].
    public boolean showsRefusals() {
        return false;
    }

    /// Whether the study's lock ends it.
    public boolean endsWithTheLock() {
        return true;
    }

    /// Whether whoever acts is shown something once; see [Outcome.Recorded#shownOnce].
    public boolean showsOnce() {
        return false;
    }

    /// Whether it is of several subjects: then each event of its receipt says of whom it is, and the receipt does not.
    public boolean ofSeveralSubjects() {
        return false;
    }

    /// Whether it can be asked beforehand what it would come to; see [Decider#preview].
    public boolean hasPreview() {
        return false;
    }

    /// Whether so much may be sent that whoever sends it can ask to be answered later; see [Background].
    public boolean mayTakeLong() {
        return false;
    }

    /// Why, in the actor's words, as the line of every event of the act says it; null where nothing is said. It is
    /// open: everybody who sees the event sees it.
    public @Nullable String openReason(B said) {
        return null;
    }

    /// What the receipt says beside where the events are.
    ///
    /// @param first of the events that the act recorded; what is sealed in it is closed
    /// @param tags by which it is found
    public Map<String, Object> receipt(RecordedEvent first, List<EventLine.Tag> tags) {
        return Map.of();
    }

    // ---- deciding

    /// What is asked, in this order.
    protected abstract List<Rule<Command<T, B>, S>> rules();

    /// What is recorded when no rule stands against it.
    protected abstract Outcome accept(Command<T, B> command, S state);

    /// What was accepted, with what is to be said of whoever acts.
    protected Outcome marked(Command<T, B> command, S state, Outcome accepted) {
        return accepted;
    }

    @Override
    public final Outcome decide(Command<T, B> command, S state) {
        Refusal refusal = Rule.firstBroken(rules(), command, state);
        return refusal != null ? new Outcome.Refused(refusal) : marked(command, state, accept(command, state));
    }

    @Override
    public final @Nullable Refusal objection(Command<T, B> command, S state) {
        for (Rule<Command<T, B>, S> rule : rules()) {
            try {
                Refusal refusal = rule.check(command, state);
                if (refusal != null) {
                    return refusal;
                }
            } catch (Command.UnsaidException e) {
                // It depends on what will be said.
            }
        }
        return null;
    }

    /// What becomes of what was decided: it stands, unless the act is dated to a time it can't have.
    public final Outcome outcome(CommandContext context, Outcome decided) {
        return decided instanceof Outcome.Recorded && happensWhenRecorded() && context.atAnotherTime()
                ? new Outcome.Refused(HAPPENS_WHEN_RECORDED
                        .with("act", name)
                        .with("occurredAt", context.occurredAt())
                        .with("now", context.now()))
                : decided;
    }

    @Override
    public final String toString() {
        return name;
    }
}
