package org.trialbook.trial.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.EventTypes;
import org.trialbook.event.ImportEvent.ValuesImported;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.store.EventIds;
import org.trialbook.store.FileLogStore;
import org.trialbook.store.LineMetadata;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.MongoEventStorageEngine;
import org.trialbook.trial.Asked;
import org.trialbook.trial.DeclaredActs;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.SomeEvents;
import org.trialbook.trial.valueimport.ImportValues;

/// A file of many values in one act, in plain files: read, decided row by row, sealed, recorded as one block, forced.
///
/// `-Dtrialbook.importedValues=100000` says how many; without it a few.
class ImportOfManyValuesTest {
    private static final int VALUES = Integer.getInteger("trialbook.importedValues", 2_000);
    private static final int ITEMS = 10;
    private static final int ENTRIES = 25;
    private static final int SUBJECTS = Math.max(1, VALUES / ITEMS / ENTRIES);

    private static final String YAML = HotCrt.YAML.replace("\nreads:\n", """

              - code: vitals
                label: Vital signs read off a monitor
                repeats: true
                outside-visits: true
                items:
            %s

            reads:
            """.formatted(items()));

    private static String items() {
        StringBuilder items = new StringBuilder();
        for (int item = 0; item < ITEMS; item++) {
            items.append(
                    "      - {code: v%d, label: Value %d, type: decimal, unit: mm, min: 0, max: 200, decimals: 1}\n"
                            .formatted(item, item));
        }
        return items.toString().stripTrailing();
    }

    private static String file() {
        Random random = new Random(7);
        StringBuilder file = new StringBuilder("subject,visit,form,key,assessedOn");
        for (int item = 0; item < ITEMS; item++) {
            file.append(",v").append(item);
        }
        for (int subject = 1; subject <= SUBJECTS; subject++) {
            for (int entry = 1; entry <= ENTRIES; entry++) {
                file.append("\n01-%03d,,vitals,%d,2026-06-01".formatted(subject, entry));
                for (int item = 0; item < ITEMS; item++) {
                    file.append(",%d.%d".formatted(random.nextInt(200), random.nextInt(10)));
                }
            }
        }
        return file.append('\n').toString();
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void isRecordedAsAWholeAndIsThereWhenTheLogIsOpenedAgain(@TempDir Path directory) {
        long before;
        long size;
        try (FileLogStore store = FileLogStore.open(directory);
                Log log = Log.openForWriting(store, LogSettings.of(Clock.systemUTC(), new Random(1)), null)) {
            AxonConfiguration axon = axon(log);
            record(axon, history());
            before = log.size();
            String file = file();
            Asked<?, ?> act = act();

            long begun = System.nanoTime();
            ActResult result = axon.getComponent(CommandGateway.class).sendAndWait(act.message(), ActResult.class);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);

            assertThat(result).isInstanceOf(ActResult.Accepted.class);
            size = log.size();
            assertThat(size).isEqualTo(before + 1 + SUBJECTS * ENTRIES);
            long bytes = 0;
            for (long position = before; position < size; position++) {
                bytes += log.lineBytes(position).length;
            }
            System.out.printf(
                    "%,d values of %,d subjects, a file of %,d bytes: %,d events of %,d bytes in %,d ms%n",
                    SUBJECTS * ENTRIES * ITEMS, SUBJECTS, file.length(), size - before, bytes, took.toMillis());
            assertThat(took).isLessThan(Duration.ofMinutes(1));
            axon.shutdown();
        }
        try (FileLogStore store = FileLogStore.open(directory);
                Log log = Log.openForReading(store, LogSettings.of(Clock.systemUTC(), new Random(2)), null)) {
            assertThat(log.size()).isEqualTo(size);
            assertThat(log.line(before).type()).endsWith(ValuesImported.class.getSimpleName());
        }
    }

    /// Everybody of whom the file speaks.
    static List<TrialEvent> history() {
        List<TrialEvent> history = new ArrayList<>(HotCrt.under(YAML, HotCrt.openSite()));
        for (int subject = 1; subject <= SUBJECTS; subject++) {
            SubjectId id = new SubjectId("01-%03d".formatted(subject));
            history.add(HotCrt.registered(id));
            history.add(HotCrt.consented(id));
        }
        return history;
    }

    static Asked<?, ?> act() {
        return Asked.ask(
                ImportValues.class,
                HotCrt.by(HotCrt.COORDINATOR),
                HotCrt.SITE,
                new ImportValues.Body(file(), "read off the monitors"));
    }

    static AxonConfiguration axon(Log log) {
        return Acts.configure(
                        DeclaredActs.decided(),
                        converter -> new MongoEventStorageEngine(log, converter),
                        converter -> new EventMessages(
                                converter,
                                SomeEvents.key(),
                                new EventIds(Clock.systemUTC(), new Random(1)),
                                log::leafHash),
                        event -> {})
                .start();
    }

    static void record(AxonConfiguration axon, List<TrialEvent> events) {
        EventStorageEngine engine = axon.getComponent(EventStorageEngine.class);
        EventSealing sealing = new EventSealing(SomeEvents.key());
        StoredTags tags = new StoredTags();
        for (int from = 0; from < events.size(); from += 500) {
            List<TaggedEventMessage<?>> some = new ArrayList<>();
            for (int i = from; i < Math.min(events.size(), from + 500); i++) {
                EventTypes.StoredName stored = EventTypes.nameOf(events.get(i).getClass());
                EventMessage message = new GenericEventMessage(
                        "given-" + i,
                        new MessageType(EventTypes.NAMESPACE, stored.name(), stored.version()),
                        sealing.close(events.get(i), "given-" + i),
                        Map.of(LineMetadata.STUDY, HotCrt.STUDY.value()),
                        HotCrt.NOW);
                some.add(new GenericTaggedEventMessage<>(message, tags.resolve(message)));
            }
            engine.appendEvents(AppendCondition.none(), null, some)
                    .thenCompose(transaction -> transaction.commit(null))
                    .join();
        }
    }
}
