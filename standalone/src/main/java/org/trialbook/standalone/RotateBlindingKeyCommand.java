package org.trialbook.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.BlindingKeystore;
import org.trialbook.blinding.BlindingKeystore.Rotation;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent.BlindingKeyRotated;
import org.trialbook.event.StudyId;
import org.trialbook.store.Log;
import org.trialbook.store.SystemEvents;
import org.trialbook.trial.keys.KeysOfTheRecord;
import org.trialbook.view.projection.SystemEntries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `trialbook rotate-blinding-key`: what is sealed from the next start on is sealed under another key. For the machine
/// that holds the command side's keys.
///
/// The key is durable before it is recorded. Whoever is interrupted in between runs the command again: it records the
/// key that is there instead of drawing another.
@Command(
        name = "rotate-blinding-key",
        description = {
            "Adds a blinding key to the ring and records it. The new key seals, all keys open: nothing is sealed anew.",
            "Copy blinding.key to the unblinded query sides and start them again, then start the command side again.",
            "Until then each goes on with the keys it has. Blinded processes hold no key and need nothing."
        },
        mixinStandardHelpOptions = true)
final class RotateBlindingKeyCommand implements Callable<Integer> {

    @Mixin
    private StoppedLog stopped = new StoppedLog();

    @Option(names = "--study", description = "default: ${DEFAULT-VALUE}")
    private String study = DemoCommand.STUDY;

    @Override
    public Integer call() throws IOException {
        Path keys = stopped.keys();
        Path file = keys.resolve("blinding.key");
        if (!Files.exists(file) || !Files.exists(keys.resolve("log.key"))) {
            System.err.println("There are no keys of a command side (blinding.key and log.key) in " + keys + ".");
            return 2;
        }
        return stopped.openFor((log, keeper, ids, random) -> {
            KeysOfTheRecord record = new KeysOfTheRecord(log, new StudyId(study), keys);
            Rotation rotation = interrupted(log, file);
            if (rotation == null) {
                record.require(BlindingKeystore.open(file, random));
                rotation = BlindingKeystore.addKey(file, random);
            }
            new SystemEvents(log, ids)
                    .recordOnce(
                            "k" + rotation.newKey(),
                            SystemEntries.of(new BlindingKeyRotated(
                                    new StudyId(study), rotation.oldKey(), rotation.newKey(), stopped.reason())),
                            stopped.actor(),
                            stopped.reason());
            BlindingKey ring = BlindingKeystore.open(file, random);
            record.require(ring);
            record.pin(keeper.checkpoints().verifier().toString(), ring, ids);
            keeper.sign(log);
            report(rotation, file);
        });
    }

    /// A key that was added and never recorded; null when there is none.
    private static @Nullable Rotation interrupted(Log log, Path file) {
        List<String> ids = BlindingKeystore.ids(file);
        String newest = ids.getLast();
        boolean recorded = ids.size() == 1
                || Arrays.stream(log.positionsOf(
                                EventTypes.nameOf(BlindingKeyRotated.class).qualified()))
                        .mapToObj(log::line)
                        .map(line -> (BlindingKeyRotated) EventJson.read(line.type(), line.version(), line.payload()))
                        .anyMatch(rotated -> rotated.newKey().equals(newest));
        return recorded ? null : new Rotation(ids.get(ids.size() - 2), newest);
    }

    private static void report(Rotation rotation, Path file) {
        System.out.printf("""
            Another blinding key seals from the next start on, and the record says so.
              from %s
              to   %s
            Keep %s with all its keys, and back it up: whoever loses a key loses what it sealed.
            Copy it to the unblinded query sides and start them again first, then the command side.
            """, rotation.oldKey(), rotation.newKey(), file);
    }
}
