package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.trialbook.store.Log;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.http.ActRoutes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Ten thousand requests from a seed, over sockets, to both sides in one process: whatever is asked, by whomever and
/// however wrong, the server does not fail (5xx), what is refused below `/api` is refused by a problem, and nothing is
/// recorded but by an act that was taken, a refusal that is to be kept, or a look at what is sealed.
///
/// `-Dtrialbook.fuzz.seed=…` and `-Dtrialbook.fuzz.requests=…` ask others, and more.
class AnyRequestIsAnsweredTest {

    private static final long SEED = Long.getLong("trialbook.fuzz.seed", 18);
    private static final int REQUESTS = Integer.getInteger("trialbook.fuzz.requests", 10_000);

    private static final List<String> SEQUENCE_OF_READS = List.of("R-00000000", "R-ZZZZZZZ1");

    private static Map<String, Class<?>> bodies(House house) {
        Map<String, Class<?>> bodies = new HashMap<>();
        for (Act<?, ?, ?> act : house.application().getBeansOfType(Act.class).values()) {
            bodies.put(ActRoutes.path(act), act.body());
        }
        return bodies;
    }

    @Test
    void noneFailsAndNoneRecordsInPart() throws IOException {
        System.out.printf("fuzzing with seed %d%n", SEED);
        try (House house = new House(false)) {
            new TwoHistories(house).tell();
            FuzzedRequests requests = new FuzzedRequests(
                    new RouteTable(house, "R-00000000").all(),
                    bodies(house),
                    SEED,
                    // A new one each time: among the routes is that which signs out.
                    house::token,
                    reads(house));
            RawHttp http = new RawHttp(house.port());
            Log log = house.bean(Log.class);
            List<String> faults = new ArrayList<>();
            TreeMap<Integer, Integer> statuses = new TreeMap<>();
            long slowest = 0;
            String slowestRequest = "";
            for (int i = 0; i < REQUESTS; i++) {
                FuzzedRequests.Made made = requests.next();
                long before = log.size();
                long start = System.nanoTime();
                RawHttp.Answer answer = http.send(made.sent());
                long took = System.nanoTime() - start;
                if (took > slowest) {
                    slowest = took;
                    slowestRequest = made.described();
                }
                statuses.merge(answer.status(), 1, Integer::sum);
                String fault = fault(made, answer, log, before);
                if (!fault.isEmpty()) {
                    faults.add("request %d: %s%n%s%n→ %d %s%n%s"
                            .formatted(i, fault, made.described(), answer.status(), answer.headers(), answer.text()));
                }
            }
            System.out.printf(
                    "%d requests to %d routes: %s; the slowest took %d ms: %.300s%n",
                    REQUESTS, requests.routes(), statuses, slowest / 1_000_000, slowestRequest);
            assertThat(faults).as("%d faults; seed %d", faults.size(), SEED).isEmpty();
            assertThat(statuses.keySet())
                    .as("each kind of answer")
                    .contains(200, 201, 400, 401, 403, 404, 405, 406, 415, 421, 422);
        }
    }

    private static List<String> reads(House house) {
        List<String> reads = new ArrayList<>(SEQUENCE_OF_READS);
        house.get(
                        "data-manager",
                        "/api/v1/studies/HOT-CRT/reads/results?asOf="
                                + house.bean(Log.class).size())
                .json()
                .path("reads")
                .forEach(read -> reads.add(read.path("read").asString()));
        return reads;
    }

    private static String fault(FuzzedRequests.Made made, RawHttp.Answer answer, Log log, long before) {
        // By RFC 9110, a transfer coding and a version of HTTP that nobody knows are 501 and 505.
        if (answer.status() >= 500 && answer.status() != 501 && answer.status() != 505) {
            return "the server failed";
        }
        if (answer.status() == 0 && made.whole()) {
            return "no answer";
        }
        for (long position = before; position < log.size(); position++) {
            String type = log.line(position).type();
            boolean meant = switch (answer.status()) {
                case 201 -> true;
                case 422 -> type.endsWith("ActRefused");
                default -> type.endsWith("AllocationExposed");
            };
            if (!meant) {
                return "recorded " + type;
            }
        }
        return answer.status() >= 400 && made.underApi() && !made.method().equals("HEAD") ? asProblem(answer) : "";
    }

    private static String asProblem(RawHttp.Answer answer) {
        if (!answer.header("content-type").equals("application/problem+json")) {
            return "an error that is no problem";
        }
        try {
            JsonNode problem = JsonMapper.shared().readTree(answer.body());
            return problem.path("type").asString("").startsWith("urn:trialbook:")
                            && problem.path("status").asInt() == answer.status()
                    ? ""
                    : "a problem without a type or with another status";
        } catch (JacksonException e) {
            return "a problem that cannot be read";
        }
    }
}
