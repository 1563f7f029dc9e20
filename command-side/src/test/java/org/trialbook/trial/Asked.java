package org.trialbook.trial;

import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Acts;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.CommandContext;
import org.axonframework.messaging.commandhandling.CommandMessage;

/// A command, with the act that it asks for.
public record Asked<T, B>(Act<T, B, ?> act, Command<T, B> command) {

    public static <T, B> Asked<T, B> ask(
            Class<? extends Act<T, B, ?>> act, CommandContext context, T target, B body) {
        return new Asked<>(DeclaredActs.of(act), new Command<>(context, target, body));
    }

    public CommandContext context() {
        return command.context();
    }

    /// As Axon takes it.
    public CommandMessage message() {
        return Acts.message(act, command);
    }
}
