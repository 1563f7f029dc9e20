package org.trialbook.simulation;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
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
    public Map<String, String> of(String purpose, int submitted, long position) {
        String said = "nothing";
        try {
            for (int i = 0; i < TRIES; i++) {
                Results results = results(purpose);
                if (results.submitted() >= submitted && results.size() > position) {
                    return results.further();
                }
                said = "%d submitted among %d events".formatted(results.submitted(), results.size());
                Thread.sleep(STEP);
            }
        } catch (IOException e) {
            throw new SimulationNotPossibleException("No query side answers at " + querySide, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SimulationNotPossibleException("Interrupted", e);
        }
        throw new SimulationNotPossibleException(
                "The views at %s do not come to know of %d reads: %s".formatted(querySide, submitted, said));
    }

    /// @param size how many events are known
    /// @param further code of a read of the purpose → code of its recording
    private record Results(long size, int submitted, SortedMap<String, String> further) {}

    private Results results(String purpose) throws IOException, InterruptedException {
        int submitted = 0;
        long size = 0;
        SortedMap<String, String> found = new TreeMap<>();
        String path = "/api/v1/studies/%s/reads/results?limit=1000".formatted(wire.study());
        while (true) {
            Answer page = wire.get(querySide.resolve(path), "data-manager");
            size = page.headers().firstValueAsLong("X-Record-Position").orElse(0);
            for (JsonNode recording : page.json().path("reads")) {
                submitted += done(recording);
                for (JsonNode further : recording.path("further")) {
                    submitted += done(further);
                    if (further.path("purpose").asString("").equals(purpose)) {
                        found.put(
                                further.path("read").asString(),
                                recording.path("read").asString());
                    }
                }
            }
            String next = page.headers().firstValue("Link").orElse("");
            if (!next.startsWith("<")) {
                return new Results(size, submitted, found);
            }
            path = next.substring(1, next.indexOf('>'));
        }
    }

    private static int done(JsonNode read) {
        return read.path("status").asString("").equals("submitted") ? 1 : 0;
    }
}
