package org.trialbook.simulation;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
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
        URI uri = querySide.resolve("/api/v1/studies/%s/unblinded/subjects/%s".formatted(wire.study(), subject));
        String person = post + "@" + new SubjectId(subject).site();
        String said = "nothing";
        for (int i = 0; i < TRIES; i++) {
            try {
                Answer answer = wire.get(uri, person);
                said = answer.inWords();
                String arm = answer.text("arm");
                if (answer.status() == 200 && !arm.isEmpty()) {
                    return arm;
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
        throw new SimulationNotPossibleException("The arm of %s is not told at %s: %s".formatted(subject, uri, said));
    }
}
