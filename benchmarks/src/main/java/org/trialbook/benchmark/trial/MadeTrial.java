package org.trialbook.benchmark.trial;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.trialbook.benchmark.measure.Disk;
import org.trialbook.simulation.Simulation;
import org.trialbook.simulation.SimulationPlan;
import org.trialbook.simulation.SimulationReport;

/// A whole trial of HOT-CRT's protocol on plain files, by the simulation's own generator and the command side's own
/// acts, decided in this process. It is made once and kept; its name says all that it follows from.
///
/// @param directory as a whole server has it
/// @param plan what happened in it; its protocol has room for more subjects
/// @param contents what there is in it to ask for
record MadeTrial(Path directory, SimulationPlan plan, TrialContents contents) {
    static final String STUDY = "HOT-CRT";
    static final String ADDRESS = "/api/v1/studies/" + STUDY;

    /// Counts up when a trial of the same plan is to be made anew.
    private static final int VERSION = 2;
    private static final long SEED = 42;
    private static final int AT_ONCE = 64;
    private static final int SUBJECTS_OF_A_SITE = 100;
    /// So many may be randomized beside: those who come while acts are measured.
    private static final int ROOM = 500;

    private static final String CONTENTS = "contents.json";
    private static final String PROTOCOL = "protocol.yaml";

    private static final URI NO_SERVER = URI.create("http://127.0.0.1:1");

    /// @param protocol HOT-CRT's
    static SimulationPlan plan(String protocol, int subjects) {
        String large = protocol.replaceFirst("(?m)^target: [0-9]+", "target: " + (subjects + ROOM));
        return SimulationPlan.of(NO_SERVER, large, subjects, SEED)
                .at(Math.max(SimulationPlan.SITES, subjects / SUBJECTS_OF_A_SITE));
    }

    /// @param kept where trials are kept
    /// @param protocol of which it is made
    /// @param fresh whether one that is there is made anew
    /// @throws IOException if it can't be made as it should be
    static MadeTrial of(Path kept, String protocol, int subjects, boolean fresh, Consumer<String> progress)
            throws IOException {
        SimulationPlan plan = plan(protocol, subjects);
        Path place = kept.resolve(named(subjects, digest(plan.protocol())));
        if (fresh || !Files.exists(place.resolve(CONTENTS))) {
            Path made = kept.resolve(place.getFileName() + ".new");
            delete(made);
            make(made, plan, progress);
            delete(place);
            Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
        }
        return in(place, subjects);
    }

    /// One that was made before, whatever the protocol said then: to measure the same trial with another release.
    static Optional<MadeTrial> earlier(Path kept, int subjects) throws IOException {
        if (!Files.isDirectory(kept)) {
            return Optional.empty();
        }
        try (Stream<Path> places = Files.list(kept)) {
            Optional<Path> newest = places.filter(
                            place -> place.getFileName().toString().matches(named(subjects, "[0-9a-f]{8}"))
                                    && Files.exists(place.resolve(PROTOCOL)))
                    .max(Comparator.comparing(
                            place -> place.resolve(CONTENTS).toFile().lastModified()));
            return newest.isEmpty() ? Optional.empty() : Optional.of(in(newest.get(), subjects));
        }
    }

    private static String named(int subjects, String digest) {
        return "%s-%d-%d-%s-%d".formatted(STUDY.toLowerCase(Locale.ROOT), subjects, SEED, digest, VERSION);
    }

    private static MadeTrial in(Path place, int subjects) throws IOException {
        return new MadeTrial(
                place.resolve("data"),
                plan(Files.readString(place.resolve(PROTOCOL)), subjects),
                TrialContents.read(place.resolve(CONTENTS)));
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            Disk.delete(directory);
        }
    }

    private static void make(Path place, SimulationPlan plan, Consumer<String> progress) throws IOException {
        Path data = Files.createDirectories(place.resolve("data"));
        try (InProcess acts = InProcess.open(data, STUDY, plan.begins(), AT_ONCE)) {
            SimulationReport report =
                    Simulation.run(plan, new DemoOfATrial(data.resolve("demo")), acts, acts, acts, progress);
            if (!report.asExpected()) {
                throw new IOException("The trial is not as it should be: " + report.unexpected());
            }
            Files.writeString(place.resolve(PROTOCOL), plan.protocol());
            TrialContents.of(acts.log()).write(place.resolve(CONTENTS));
            progress.accept("%,d acts recorded in %.0f s (%.0f/s), %,d events"
                    .formatted(
                            report.recorded(),
                            report.duration().toMillis() / 1e3,
                            report.actsPerSecond(),
                            acts.log().size()));
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
