package org.trialbook.trial.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.messaging.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.store.FileLogStore;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.trial.Asked;

/// An act that nobody waits for tells how far it is, and asks for the right to it once it is decided, before it is
/// recorded.
class ActInBackgroundTest {
    private final List<Integer> told = new ArrayList<>();
    private boolean withdrawn = true;

    private final Background background = new Background() {
        @Override
        public void told(int decided, int of) {
            assertThat(of).isEqualTo(200);
            told.add(decided);
        }

        @Override
        public void requireRight() {
            assertThat(told).hasSize(201).isSorted().endsWith(200);
            if (withdrawn) {
                throw new IllegalStateException("withdrawn meanwhile");
            }
        }
    };

    @Test
    void whoseRightWasWithdrawnMeanwhileRecordsNothing(@TempDir Path directory) {
        try (FileLogStore store = FileLogStore.open(directory);
                Log log = Log.openForWriting(store, LogSettings.of(Clock.systemUTC(), new Random(1)), null)) {
            AxonConfiguration axon = ImportOfManyValuesTest.axon(log);
            ImportOfManyValuesTest.record(axon, ImportOfManyValuesTest.history());
            long before = log.size();

            assertThatThrownBy(() -> send(axon)).hasStackTraceContaining("withdrawn meanwhile");
            assertThat(log.size()).isEqualTo(before);

            withdrawn = false;
            told.clear();
            send(axon);
            assertThat(log.size()).isEqualTo(before + 201);
            axon.shutdown();
        }
    }

    private void send(AxonConfiguration axon) {
        send(axon, ImportOfManyValuesTest.act());
    }

    private <T, B> void send(AxonConfiguration axon, Asked<T, B> act) {
        CommandContext context = act.context();
        Command<T, B> command = new Command<>(
                new CommandContext(
                        context.study(),
                        context.actor(),
                        context.now(),
                        context.occurredAt(),
                        context.commandKey(),
                        context.requestHash(),
                        context.chance(),
                        background),
                act.command().target(),
                act.command().body());
        axon.getComponent(CommandGateway.class).sendAndWait(Acts.message(act.act(), command), ActResult.class);
    }
}
