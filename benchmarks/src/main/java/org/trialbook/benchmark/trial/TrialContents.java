package org.trialbook.benchmark.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.event.SubjectEvent.SubjectRegistered;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.Log;
import tools.jackson.databind.json.JsonMapper;

/// What there is to ask for in a made trial.
///
/// @param events how many were recorded
/// @param subjects in the order of their registration
/// @param reads in the order of their assignment
/// @param moments when the last event before each of so many evenly spaced positions was recorded
record TrialContents(long events, List<Registered> subjects, List<Assigned> reads, List<Instant> moments) {
    private static final int MOMENTS = 4_000;

    /// @param position of the registration in the record
    record Registered(long position, String subject) {}

    /// @param position of the assignment in the record
    /// @param reader the account, such as `reader-1`
    record Assigned(long position, String read, String reader) {}

    static TrialContents of(Log log) {
        List<Registered> subjects = new ArrayList<>();
        for (long position : log.positionsOf(name(SubjectRegistered.class))) {
            if (event(log.line(position)) instanceof SubjectRegistered registered) {
                subjects.add(new Registered(position, registered.subject().value()));
            }
        }
        List<Assigned> reads = new ArrayList<>();
        for (long position : log.positionsOf(name(ReadAssigned.class))) {
            if (event(log.line(position)) instanceof ReadAssigned assigned) {
                reads.add(new Assigned(position, assigned.read().value(), assigned.reader()));
            }
        }
        List<Instant> moments = new ArrayList<>();
        int many = (int) Math.min(MOMENTS, log.size());
        for (int i = 0; i < many; i++) {
            moments.add(log.line(log.size() * i / many).recordedAt());
        }
        return new TrialContents(log.size(), subjects, reads, moments);
    }

    private static String name(Class<? extends TrialEvent> type) {
        return EventTypes.nameOf(type).qualified();
    }

    private static TrialEvent event(EventLine line) {
        return EventJson.read(line.type(), line.version(), line.payload());
    }

    static TrialContents read(Path file) throws IOException {
        return JsonMapper.shared().readValue(Files.readAllBytes(file), TrialContents.class);
    }

    void write(Path file) throws IOException {
        Files.write(file, JsonMapper.shared().writeValueAsBytes(this));
    }
}
