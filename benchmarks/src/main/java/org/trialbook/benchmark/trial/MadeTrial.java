package org.trialbook.benchmark.trial;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;
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
    private static final int VERSION = 1;
    private static final long SEED = 42;
    private static final int AT_ONCE = 64;
    private static final int SUBJECTS_OF_A_SITE = 100;
    /// So many may be randomized beside: those who come while acts are measured.
    private static final int ROOM = 500;

    private static final URI NO_SERVER = URI.create("http://127.0.0.1:1");

    /// @param protocol HOT-CRT's
    static SimulationPlan plan(String protocol, int subjects) {
        String large = protocol.replaceFirst("(?m)^target: [0-9]+", "target: " + (subjects + ROOM));
        return SimulationPlan.of(NO_SERVER, large, subjects, SEED)
                .at(Math.max(SimulationPlan.SITES, subjects / SUBJECTS_OF_A_SITE));
    }

    /// @param kept where trials are kept
    /// @param fresh whether one that is there is made anew
    /// @throws IOException if it can't be made as it should be
    static MadeTrial of(Path kept, String protocol, int subjects, boolean fresh, Consumer<String> progress)
            throws IOException {
        SimulationPlan plan = plan(protocol, subjects);
        Path place = kept.resolve("%s-%d-%d-%s-%d"
                .formatted(STUDY.toLowerCase(Locale.ROOT), subjects, SEED, digest(plan.protocol()), VERSION));
        Path contents = place.resolve("contents.json");
        if (fresh || !Files.exists(contents)) {
            Path made = kept.resolve(place.getFileName() + ".new");
            delete(made);
            make(made, plan, progress);
            delete(place);
            Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
        }
        return new MadeTrial(place.resolve("data"), plan, TrialContents.read(contents));
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
            TrialContents.of(acts.log()).write(place.resolve("contents.json"));
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
