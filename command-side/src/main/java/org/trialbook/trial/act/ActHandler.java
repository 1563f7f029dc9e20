package org.trialbook.trial.act;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.Fold;
import org.trialbook.event.ActRefused;
import org.trialbook.event.EventTypes;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.store.LineMetadata;

/// Takes a command to its decision and the decision to the log: sources the boundary, folds, decides, and appends on
/// condition that nothing new has arrived within the boundary and that the command's key is unseen.
public final class ActHandler {
    private static final MessageType RESULT = new MessageType(EventTypes.NAMESPACE, "ActResult", "1");

    private final EventStore store;
    private final EventMessages messages;
    private final StudyWideFolds folds;
    private final Consumer<TrialEvent> beside;

    ActHandler(EventStore store, EventMessages messages, StudyWideFolds folds, Consumer<TrialEvent> beside) {
        this.store = store;
        this.messages = messages;
        this.folds = folds;
        this.beside = beside;
    }

    /// What sourcing has found so far.
    private record Found<S>(
            S state, Boundary sourced, @Nullable EventMessage earlier) {}

    /// @param decider decides the act, perhaps with more than the act itself asks
    public <T, B, S extends Fold> MessageStream.Single<CommandResultMessage> handle(
            Act<T, B, ?> act, Decider<Command<T, B>, S> decider, CommandMessage message, ProcessingContext context) {
        @SuppressWarnings("unchecked") // the message's name is the act's
        Command<T, B> command = (Command<T, B>) Objects.requireNonNull(message.payload());
        EventStoreTransaction transaction = store.transaction(context);
        return MessageStream.fromFuture(sourceStudyWide(decider, decider.initial(command), transaction)
                .thenCompose(found -> source(
                        decider, command, found, decider.boundary(command).without(found.sourced()), transaction))
                .thenApply(found ->
                        new GenericCommandResultMessage(RESULT, finish(act, decider, command, found, transaction))));
    }

    /// Sources what is of the whole study, from where an earlier decision knew it. All of it is taken in, the
    /// command's own earlier event too: later decisions go on from this.
    private <C, S extends Fold> CompletableFuture<Found<S>> sourceStudyWide(
            Decider<C, S> decider, S state, EventStoreTransaction transaction) {
        StudyWide wide = decider.studyWide(state);
        if (wide == null) {
            return CompletableFuture.completedFuture(new Found<>(state, Boundary.none(), null));
        }
        folds.takeUp(wide, false);
        return transaction
                .source(Criteria.from(wide.next(), wide.boundary()))
                .reduce(wide, (known, entry) -> {
                    known.apply(messages.recorded(entry, known.sameForAll()));
                    return known;
                })
                .thenApply(known -> {
                    folds.keep(known, false);
                    return new Found<>(state, known.boundary(), null);
                });
    }

    /// Sources what the boundary takes in, and then whatever that has told of.
    private <T, B, S extends Fold> CompletableFuture<Found<S>> source(
            Decider<Command<T, B>, S> decider,
            Command<T, B> command,
            Found<S> known,
            Boundary boundary,
            EventStoreTransaction transaction) {
        var condition = SourcingCondition.conditionFor(
                Criteria.of(boundary, command.context().commandKey()));
        Boundary sourced = known.sourced().and(boundary);
        return transaction
                .source(condition)
                .reduce(
                        new Found<>(known.state(), sourced, known.earlier()),
                        (found, entry) -> include(command, found, entry))
                .thenCompose(found -> {
                    Boundary further = decider.further(command, found.state()).without(sourced);
                    return further.criteria().isEmpty()
                            ? CompletableFuture.completedFuture(found)
                            : source(decider, command, found, further, transaction);
                });
    }

    private <S extends Fold> Found<S> include(
            Command<?, ?> command, Found<S> found, MessageStream.Entry<? extends EventMessage> entry) {
        EventMessage message = entry.message();
        if (command.context().commandKey().equals(message.metadata().get(LineMetadata.COMMAND))) {
            return new Found<>(found.state(), found.sourced(), message);
        }
        found.state().apply(messages.recorded(entry));
        return found;
    }

    private <T, B, S extends Fold> ActResult finish(
            Act<T, B, ?> act,
            Decider<Command<T, B>, S> decider,
            Command<T, B> command,
            Found<S> found,
            EventStoreTransaction transaction) {
        CommandContext context = command.context();
        if (found.earlier() != null) {
            return repeated(context, found.earlier());
        }
        String why = act.openReason(command.body());
        return switch (act.outcome(context, decider.decide(command, found.state()))) {
            case Outcome.Recorded recorded -> {
                context.background().requireRight();
                CommandContext moment = act.happensWhenRecorded() ? context.asRecorded() : context;
                for (TrialEvent event : recorded.events()) {
                    beside.accept(event);
                    transaction.appendEvent(
                            messages.message(moment, why, event, recorded.tags().get(event)));
                }
                yield new ActResult.Accepted(false, recorded.shownOnce());
            }
            case Outcome.Refused(Refusal refusal) -> {
                if (isRecorded(act, refusal)) {
                    context.background().requireRight();
                    transaction.appendEvent(messages.message(context, why, refused(act, command, refusal), null));
                }
                yield ActResult.Declined.of(refusal);
            }
        };
    }

    private static boolean isRecorded(Act<?, ?, ?> act, Refusal refusal) {
        return !refusal.reason().hidden()
                && (act.recordsRefusals() || refusal.reason().recorded());
    }

    private ActResult repeated(CommandContext context, EventMessage earlier) {
        if (!context.requestHash().equals(messages.requestHash(context, earlier))) {
            return new ActResult.KeyReused();
        }
        return messages.opened(earlier) instanceof ActRefused refused
                ? new ActResult.Declined(
                        refused.refusal(),
                        refused.rule(),
                        refused.evidence(),
                        refused.sealedEvidence().opened(),
                        false,
                        earlier.timestamp())
                : new ActResult.Accepted(true, Map.of());
    }

    /// A refusal is withheld unless its act or its rule says otherwise.
    private static boolean isShownToBlinded(Act<?, ?, ?> act, Refusal refusal) {
        return switch (refusal.reason().blinding()) {
            case SHOWN -> true;
            case WITHHELD -> false;
            case AS_OF_THE_ACT -> act.showsRefusals();
        };
    }

    private static ActRefused refused(Act<?, ?, ?> act, Command<?, ?> command, Refusal refusal) {
        return new ActRefused(
                command.study(),
                act.name(),
                command.target() instanceof SubjectId subject ? subject : null,
                refusal.name(),
                refusal.rule(),
                refusal.evidence(),
                Sealed.of(refusal.sealedEvidence()),
                isShownToBlinded(act, refusal));
    }
}
