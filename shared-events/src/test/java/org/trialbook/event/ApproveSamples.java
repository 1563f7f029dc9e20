package org.trialbook.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.sealing.EventSealing;

/// Writes the samples that are still missing, and what conversions make of those of earlier versions, and lists
/// them. What is there is never written again: an
/// event that changed its shape needs a new version with a sample of its own. No build runs this; a person
/// does: `./mvnw -pl shared-events -am test -Dtest=ApproveSamples -Dsurefire.failIfNoSpecifiedTests=false`.
class ApproveSamples {

    @Test
    void writeWhatIsMissing() throws IOException {
        Files.createDirectories(ApprovedSamples.DIRECTORY);
        for (TrialEvent event : SampleEvents.all()) {
            EventTypes.StoredName stored = EventTypes.nameOf(event.getClass());
            Path file = ApprovedSamples.file(stored);
            if (!Files.exists(file)) {
                EventSealing sealing =
                        new EventSealing(SampleEvents.key(stored.qualified().hashCode()));
                String json = EventJson.write(sealing.close(event, SampleEvents.eventId(event.getClass())));
                Files.writeString(file, json);
                list(file);
            }
            assertThat(file).exists();
        }
        for (ApprovedSamples.Step step : ApprovedSamples.Step.all()) {
            if (!Files.exists(step.file())) {
                Files.writeString(step.file(), step.converted());
                list(step.file());
            }
        }
    }

    private static void list(Path file) throws IOException {
        List<String> lines = new ArrayList<>(
                Files.exists(ApprovedSamples.LIST) ? Files.readAllLines(ApprovedSamples.LIST) : List.of());
        lines.add(ApprovedSamples.line(file));
        lines.sort(Comparator.comparing(line -> line.substring(64)));
        Files.write(ApprovedSamples.LIST, lines);
    }
}
