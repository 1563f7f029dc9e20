package org.trialbook.simulation;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Asks the query side for all results, as the data manager, page by page. Views follow the record by moments, so it is
/// asked again for a while.
final class FurtherReadsOverHttp implements FurtherReads {

    private static final Duration STEP = Duration.ofMillis(100);
    private static final int TRIES = 150;

    private final Wire wire;
    private final URI querySide;

    FurtherReadsOverHttp(Wire wire, URI querySide) {
        this.wire = wire;
        this.querySide = querySide;
    }

    @Override
    public Map<String, String> of(String purpose, long position) {
        String results = "/api/v1/studies/%s/reads/results?limit=1000".formatted(wire.study());
        try {
            Answer page = caughtUp(results, position);
            Map<String, String> found = new TreeMap<>();
            while (true) {
                for (JsonNode recording : page.json().path("reads")) {
                    for (JsonNode further : recording.path("further")) {
                        if (further.path("purpose").asString("").equals(purpose)) {
                            found.put(
                                    further.path("read").asString(),
                                    recording.path("read").asString());
                        }
                    }
                }
                String next = page.headers().firstValue("Link").orElse("");
                if (!next.startsWith("<")) {
                    return found;
                }
                page = wire.get(querySide.resolve(next.substring(1, next.indexOf('>'))), "data-manager");
            }
        } catch (IOException e) {
            throw new SimulationNotPossibleException("No query side answers at " + querySide, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SimulationNotPossibleException("Interrupted", e);
        }
    }

    private Answer caughtUp(String results, long position) throws IOException, InterruptedException {
        String said = "nothing";
        for (int i = 0; i < TRIES; i++) {
            Answer answer = wire.get(querySide.resolve(results), "data-manager");
            said = answer.inWords();
            long known = answer.headers().firstValueAsLong("X-Record-Position").orElse(0);
            if (answer.status() == 200 && known > position) {
                return answer;
            }
            Thread.sleep(STEP);
        }
        throw new SimulationNotPossibleException(
                "The views at %s do not come to event %d: %s".formatted(querySide, position, said));
    }
}
