package org.trialbook.simulation;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.trialbook.event.SubjectId;

/// Asks the unblinded query side, as somebody at the subject's site who may know. Views follow the record by
/// moments, so it is asked again for a while.
final class ArmsOverHttp implements ArmSource {

    private static final Duration STEP = Duration.ofMillis(100);
    private static final int TRIES = 150;

    private final Wire wire;
    private final URI querySide;
    private final String post;

    /// @param post of who asks, such as `implanter`
    ArmsOverHttp(Wire wire, URI querySide, String post) {
        this.wire = wire;
        this.querySide = querySide;
        this.post = post;
    }

    @Override
    public String arm(String subject) {
        return asked(subject, "", answer -> Optional.of(answer.text("arm")).filter(arm -> !arm.isEmpty()));
    }

    /// What is awaited was submitted on an earlier day of the trial, and is told once the views have it.
    @Override
    public List<String> results(String subject) {
        return asked(
                subject,
                "/core-lab-results",
                answer -> answer.json().path("awaited").isEmpty() ? Optional.of(values(answer)) : Optional.empty());
    }

    private static List<String> values(Answer answer) {
        List<String> values = new ArrayList<>();
        answer.json()
                .path("results")
                .forEach(result -> result.path("final")
                        .path("values")
                        .forEach(value -> values.add(value.path("value").asString())));
        return values;
    }

    private <T> T asked(String subject, String what, Function<Answer, Optional<T>> told) {
        URI uri =
                querySide.resolve("/api/v1/studies/%s/unblinded/subjects/%s%s".formatted(wire.study(), subject, what));
        String person = post + "@" + new SubjectId(subject).site();
        String said = "nothing";
        for (int i = 0; i < TRIES; i++) {
            try {
                Answer answer = wire.get(uri, person);
                said = answer.inWords();
                Optional<T> found = answer.status() == 200 ? told.apply(answer) : Optional.empty();
                if (found.isPresent()) {
                    return found.get();
                }
                boolean later = answer.status() == 200 || answer.text("type").endsWith(":no-such-subject");
                if (!later) {
                    break;
                }
                Thread.sleep(STEP);
            } catch (IOException e) {
                throw new SimulationNotPossibleException("No unblinded query side answers at " + querySide, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SimulationNotPossibleException("Interrupted", e);
            }
        }
        throw new SimulationNotPossibleException("%s is not told at %s: %s".formatted(subject, uri, said));
    }
}
