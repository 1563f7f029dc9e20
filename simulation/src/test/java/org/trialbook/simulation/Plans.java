package org.trialbook.simulation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.simulation.Screening.Outcome;

/// Plans of the shipped protocol that nobody runs.
final class Plans {

    private Plans() {}

    static SimulationPlan of(int subjects, long seed) throws IOException {
        return SimulationPlan.of(
                URI.create("http://127.0.0.1:1"),
                Files.readString(Path.of("../protocols/hot-crt.yaml")),
                subjects,
                seed);
    }

    static Protocol protocol(SimulationPlan plan) {
        return ProtocolFile.read("protocol", plan.protocol());
    }

    static List<Screening> randomized(SimulationPlan plan) {
        return Screenings.draw(plan, protocol(plan)).stream()
                .filter(s -> s.outcome() == Outcome.RANDOMIZED)
                .toList();
    }

    static Courses coursesOf(SimulationPlan plan) {
        return new Courses(
                plan,
                protocol(plan),
                randomized(plan).stream().map(Screening::index).sorted().toList());
    }

    /// Arms in turn.
    static String arm(Screening screening) {
        return screening.index() % 2 == 0 ? "CSP" : "BVP";
    }

    static List<Course> courses(SimulationPlan plan) {
        Courses courses = coursesOf(plan);
        return randomized(plan).stream().map(s -> courses.of(s, arm(s))).toList();
    }
}
