package org.trialbook.benchmark.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Permissions;
import org.trialbook.benchmark.trial.TrialContents.Assigned;
import org.trialbook.benchmark.trial.TrialContents.Registered;

/// Draws whom and what each request is about, and as of which moment: no two are asked as of the same, and they lie
/// evenly over the record. Whoever is asked about was there at that moment.
final class DrawnRequests {
    /// In the first of so many parts of the record nobody is in the trial yet.
    private static final int BEGINNING = 20;

    private final TrialContents contents;
    private final Random random;
    private final List<Integer> moments = new ArrayList<>();

    DrawnRequests(TrialContents contents, long seed) {
        this.contents = contents;
        this.random = new Random(seed);
    }

    /// @param person who asks, such as `coordinator@17`
    /// @param path with its query
    record Drawn(String person, String path) {}

    Drawn live(AskedInADay question) {
        return filled(question, contents.events() - 1, null);
    }

    Drawn asOf(AskedInADay question) {
        int part = nextMoment();
        long from = contents.events() * part / contents.moments().size();
        long to = contents.events() * (part + 1) / contents.moments().size();
        long position = random.nextLong(from, Math.max(to, from + 1));
        return filled(question, position, contents.moments().get(part).toString());
    }

    /// Each one once, in an order of chance, before any comes again.
    private int nextMoment() {
        if (moments.isEmpty()) {
            int parts = contents.moments().size();
            for (int i = parts / BEGINNING; i < parts; i++) {
                moments.add(i);
            }
            Collections.shuffle(moments, random);
        }
        return moments.removeLast();
    }

    /// @param position of the last event that counts
    /// @param instant when it was recorded, or a little before; null for now
    private Drawn filled(AskedInADay question, long position, @Nullable String instant) {
        Registered subject = one(
                contents.subjects(),
                contents.subjects().stream().mapToLong(Registered::position).toArray(),
                position);
        Assigned read = one(
                contents.reads(),
                contents.reads().stream().mapToLong(Assigned::position).toArray(),
                position);
        String site = subject.subject().substring(0, subject.subject().indexOf('-'));
        String person = question.person().replace("{site}", site).replace("{reader}", read.reader());
        String path = question.path()
                .replace("{subject}", subject.subject())
                .replace("{site}", site)
                .replace("{read}", read.read())
                .replace("{position}", Long.toString(random.nextLong(1, position)));
        if (instant == null) {
            return new Drawn(person, path);
        }
        boolean numbers = Permissions.mayKnowPositions(Staff.of(person).role());
        return new Drawn(
                person,
                path + (path.contains("?") ? "&" : "?") + "asOf=" + (numbers ? Long.toString(position + 1) : instant));
    }

    /// One of those who were there, at least the first.
    private <T> T one(List<T> all, long[] positions, long position) {
        int there = 0;
        while (there < positions.length && positions[there] < position) {
            there++;
        }
        return all.get(random.nextInt(Math.max(there, 1)));
    }
}
