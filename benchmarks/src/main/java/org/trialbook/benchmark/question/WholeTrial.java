package org.trialbook.benchmark.question;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Goal;
import org.trialbook.benchmark.measure.Program;
import org.trialbook.benchmark.measure.Samples;
import org.trialbook.benchmark.measure.Timings;
import org.trialbook.benchmark.trial.AnsweredQuestion;
import org.trialbook.benchmark.trial.AskedTrial;

/// Everything that is asked and done in a day of a trial, of trials of several sizes: whether it stays as quick
/// as the trial grows.
final class WholeTrial implements Measurement {
    private static final String DOCUMENT_SERVER = "TRIALBOOK_MONGODB_URI";
    private static final Goal MEDIAN = Goal.atMost(50);
    private static final Goal P99 = Goal.atMost(200);
    private static final Goal ACT = Goal.atMost(30);
    private static final Goal ANEW = Goal.atMost(60);
    private static final Goal GROWTH = Goal.atMost(1.5);
    private static final int PERCENT = 99;

    @Override
    public String name() {
        return "trial";
    }

    @Override
    public String asks() {
        return "everything that is asked and done in a day, of whole trials of up to 10,000 subjects";
    }

    @Override
    public boolean onlyByName() {
        return true;
    }

    @Override
    public void ask(Bench bench) throws Exception {
        Path launcher = bench.repository().resolve("trialbook");
        if (!Files.exists(launcher)) {
            bench.tell(Figure.missing(name(), "the server", launcher + " is not there"));
            return;
        }
        onADocumentServer(System.getenv(DOCUMENT_SERVER)).ifPresent(bench::tell);
        // It may have to build the server first, which is no part of a start.
        Program.run(bench.repository(), launcher.toString(), "--help");
        List<AskedTrial> sizes = new ArrayList<>();
        for (int subjects : bench.trials().sizes()) {
            Path directory = Files.createDirectory(bench.directory().resolve(Integer.toString(subjects)));
            AskedTrial asked = AskedTrial.of(
                    bench.repository(),
                    directory,
                    bench.trials().kept(),
                    subjects,
                    bench.trials().fresh(),
                    bench.scale(),
                    said -> System.err.printf(Locale.ROOT, "    %,d subjects: %s%n", subjects, said));
            sizes.add(asked);
            tellWhole(bench, asked);
        }
        tellAnswers(bench, sizes);
    }

    /// Says that it is not measured there, to whoever thinks so: a trial is kept as files and copied, and its server is
    /// given a directory.
    static Optional<Figure> onADocumentServer(@Nullable String uri) {
        return uri == null
                ? Optional.empty()
                : Optional.of(Figure.missing(
                        "trial",
                        "on a document server",
                        "asked on plain files, whatever " + DOCUMENT_SERVER + " says"));
    }

    private void tellWhole(Bench bench, AskedTrial trial) {
        String of = String.format(Locale.ROOT, "%,d subjects: ", trial.subjects());
        bench.tell(figure(
                        of + "all views made anew",
                        "s",
                        trial.folded().seconds() - trial.kept().seconds(),
                        ANEW)
                .remarking(String.format(
                        Locale.ROOT,
                        "%,d events; a start without stored views %.1f s (processor %.1f), with them %.1f s (%.1f)",
                        trial.events(),
                        trial.folded().seconds(),
                        trial.folded().processorSeconds(),
                        trial.kept().seconds(),
                        trial.kept().processorSeconds())));
        bench.tell(Figure.of(
                        name(),
                        of + "highest heap while they are",
                        "MiB",
                        Samples.of(trial.folding().highest()))
                .remarking("%s; after a collection %d MiB at most"
                        .formatted(AskedTrial.HEAP, trial.folding().highestKept())));
        bench.tell(Figure.of(
                        name(),
                        of + "highest heap while it is asked",
                        "MiB",
                        Samples.of(trial.serving().highest()))
                .remarking("after a collection %d MiB at most"
                        .formatted(trial.serving().highestKept())));
        tellActs(bench, of, trial.acts());
        tellWorst(bench, of, "live", trial);
        tellWorst(bench, of, "as of", trial);
    }

    private void tellActs(Bench bench, String of, Map<String, Timings> acts) {
        Timings all = Timings.together(List.copyOf(acts.values()));
        String slowest = acts.entrySet().stream()
                .sorted(Comparator.comparingDouble(act -> -act.getValue().maxMillis()))
                .limit(3)
                .map(act -> String.format(
                        Locale.ROOT,
                        "%s %.1f (median %.1f, of %d)",
                        act.getKey(),
                        act.getValue().maxMillis(),
                        act.getValue().medianMillis(),
                        act.getValue().count()))
                .collect(Collectors.joining(", "));
        bench.tell(figure(of + AskedTrial.CLIENTS + " clients, an act a second each: p99", "ms", p99(all), ACT)
                .remarking(String.format(
                        Locale.ROOT,
                        "%d acts, median %.1f ms, max %.1f ms; longest: %s",
                        all.count(),
                        all.medianMillis(),
                        all.maxMillis(),
                        slowest)));
    }

    private void tellWorst(Bench bench, String of, String mode, AskedTrial trial) {
        List<AnsweredQuestion> answered = trial.answers().stream()
                .filter(one -> one.question().endsWith(mode) && !one.rounds().isEmpty())
                .toList();
        if (answered.isEmpty()) {
            return;
        }
        bench.tell(worst(of + "slowest median of what is asked " + mode, answered, all -> all.medianMillis(), MEDIAN));
        bench.tell(worst(of + "slowest p99 of what is asked " + mode, answered, WholeTrial::p99, P99));
    }

    private Figure worst(String what, List<AnsweredQuestion> answered, ToDoubleFunction<Timings> of, Goal goal) {
        AnsweredQuestion worst = answered.stream()
                .max(Comparator.comparingDouble(one -> of.applyAsDouble(one.all())))
                .orElseThrow();
        long missed = answered.stream()
                .filter(one -> !goal.reachedBy(of.applyAsDouble(one.all())))
                .count();
        return figure(what, "ms", of.applyAsDouble(worst.all()), goal)
                .remarking("%s; %d of %d questions are above"
                        .formatted(worst.question().replaceFirst(": (live|as of)$", ""), missed, answered.size()));
    }

    /// A row for each question: of the largest trial, beside the others.
    private void tellAnswers(Bench bench, List<AskedTrial> sizes) {
        AskedTrial largest = sizes.getLast();
        for (int i = 0; i < largest.answers().size(); i++) {
            AnsweredQuestion answered = largest.answers().get(i);
            String what = answered.question();
            if (answered.rounds().isEmpty()) {
                bench.tell(Figure.missing(name(), what, answered.failure()));
                continue;
            }
            Timings all = answered.all();
            StringJoiner remark = new StringJoiner("; ");
            remark.add(String.format(
                    Locale.ROOT,
                    "p99 %.1f%s, max %.1f of %d; processor %.1f",
                    p99(all),
                    P99.reachedBy(p99(all)) ? "" : " NO",
                    all.maxMillis(),
                    all.count(),
                    answered.processorMillis()));
            for (AskedTrial smaller : sizes.subList(0, sizes.size() - 1)) {
                remark.add(beside(smaller.subjects(), smaller.answers().get(i), answered));
            }
            if (!answered.failure().isEmpty()) {
                remark.add("then: " + answered.failure());
            }
            bench.tell(Figure.of(name(), what, "ms", answered.medians())
                    .against(MEDIAN)
                    .remarking(remark.toString()));
        }
    }

    private static String beside(int subjects, AnsweredQuestion smaller, AnsweredQuestion largest) {
        if (smaller.rounds().isEmpty()) {
            return String.format(Locale.ROOT, "%,d subjects: not measured", subjects);
        }
        double median = smaller.medians().median();
        double growth = largest.medians().median() / median;
        return String.format(
                Locale.ROOT,
                "%,d subjects: %.2f (processor %.1f), so %.2f ×%s",
                subjects,
                median,
                smaller.processorMillis(),
                growth,
                GROWTH.reachedBy(growth) ? "" : " NO");
    }

    private Figure figure(String what, String unit, double value, Goal goal) {
        return Figure.of(name(), what, unit, Samples.of(value)).against(goal);
    }

    private static double p99(Timings timings) {
        return timings.percentileMillis(PERCENT);
    }
}
