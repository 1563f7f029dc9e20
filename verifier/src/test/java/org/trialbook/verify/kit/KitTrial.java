package org.trialbook.verify.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A small trial from its protocol to the reveal of its seed, as whoever keeps the log tells it. Subject *i* is
/// confirmed at 3 + 2*i* and randomized at 4 + 2*i*, counted from 0.
final class KitTrial {

    static final int SUBJECTS = 12;
    static final int UNBLINDED = 27;
    static final int DISCLOSED = 28;
    static final int REVEALED = 29;
    static final String BLOCKS = "method: permuted-blocks\n  block-sizes: [6, 12]";

    final byte[] sponsor = new byte[32];
    final byte[] statistician = new byte[32];
    final String yaml;
    final List<String> subjects = new ArrayList<>();
    final List<String> causes = new ArrayList<>();
    final List<String> strata = new ArrayList<>();
    final List<String> arms = new ArrayList<>();
    final Draft draft = new Draft();
    private final String method;
    private final int[] shares;

    /// @param number which shares are drawn
    KitTrial(String method, int number, int... shares) {
        this.method = method;
        this.shares = shares;
        Arrays.fill(sponsor, (byte) number);
        Arrays.fill(statistician, (byte) (number + 128));
        yaml = protocol(method, shares);
        NaiveAllocation allocation = allocation();
        for (int i = 0; i < SUBJECTS; i++) {
            subjects.add("%02d-%04d".formatted(1 + i % 2, 1 + i / 2));
            causes.add(i % 3 == 0 ? "one" : "two");
            strata.add("cause=" + causes.getLast() + ";site=%02d".formatted(1 + i % 2));
            arms.add(allocation.next(strata.getLast()));
        }
    }

    static KitTrial byBlocks() {
        return new KitTrial(BLOCKS, 1, 1, 1);
    }

    NaiveAllocation allocation() {
        return new NaiveAllocation(sponsor, statistician, method, shares);
    }

    static String protocol(String method, int... shares) {
        try (InputStream in = KitTrial.class.getResourceAsStream("/kit/small-trial.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("method: permuted-blocks\n  block-sizes: [4, 6]", method)
                    .replace("path: allocation.block-sizes", "path: allocation.method")
                    .replace("label: Arm A, ratio: 1", "label: Arm A, ratio: " + shares[0])
                    .replace("label: Arm B, ratio: 1", "label: Arm B, ratio: " + shares[1])
                    .replace("allocation:\n  method", further(shares) + "allocation:\n  method");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// The arms behind the second one.
    static String further(int... shares) {
        StringBuilder more = new StringBuilder();
        for (int arm = 2; arm < shares.length; arm++) {
            char code = (char) ('A' + arm);
            more.append("  - {code: %c, label: Arm %c, ratio: %d}\n".formatted(code, code, shares[arm]));
        }
        return more.toString();
    }

    static int confirmedAt(int subject) {
        return 3 + 2 * subject;
    }

    static int randomizedAt(int subject) {
        return 4 + 2 * subject;
    }

    private void event(String type, String payload) {
        draft.event("trialbook." + type, "HOT-CRT", payload);
    }

    /// Writes the story down.
    KitTrial told() {
        draft.publish("1", yaml);
        draft.protocols.put("1", Draft.utf8(yaml));
        event("SeedShareCommitted", committed("sponsor", sponsor));
        event("SeedShareCommitted", committed("statistician", statistician));
        for (int i = 0; i < SUBJECTS; i++) {
            event("EligibilityConfirmed", confirmed(i, causes.get(i), causes.get(i)));
            event("SubjectRandomized", randomized(i, strata.get(i), i + 1));
        }
        event(
                "StudyUnblinded",
                "{\"study\":\"HOT-CRT\",\"approvedBy\":[\"sponsor-1\",\"statistician-1\"],\"subjects\":12}");
        event("AllocationDisclosed", disclosed(SUBJECTS));
        event("SeedRevealed", revealed());
        return this;
    }

    /// Puts another event in the place of one.
    KitTrial replace(int position, String type, String payload) {
        draft.event(position, "trialbook." + type, "HOT-CRT", payload);
        return this;
    }

    /// Puts another event in front of one, and all behind it one further.
    KitTrial insert(int position, String type, String study, String payload) {
        List<String> behind = new ArrayList<>(draft.lines.subList(position, draft.lines.size()));
        draft.lines.subList(position, draft.lines.size()).clear();
        draft.event("trialbook." + type, study, payload);
        for (String line : behind) {
            int at = draft.lines.size();
            String type2 = line.replaceAll("(?s).*?\"type\":\"trialbook\\.([^\"]*)\".*", "$1");
            String payload2 = line.substring(line.indexOf("\"payload\":") + 10, line.length() - 1);
            draft.lines.add(Draft.line(at, "trialbook." + type2, "HOT-CRT", payload2));
        }
        return this;
    }

    /// Publishes another protocol in the first place.
    KitTrial publishing(String yaml) {
        draft.protocols.put("1", Draft.utf8(yaml));
        return replace(0, "ProtocolPublished", publication("1", yaml));
    }

    static String publication(String version, String yaml) {
        Draft publication = new Draft();
        publication.publish(version, yaml);
        String line = publication.lines.getFirst();
        return line.substring(line.indexOf("\"payload\":") + 10, line.length() - 1);
    }

    static String committed(String party, byte[] share) {
        return "{\"study\":\"HOT-CRT\",\"party\":\"" + party + "\",\"commitment\":\""
                + NaiveAllocation.commitment(party, share) + "\"}";
    }

    /// @param answer to the question of the cause
    /// @param level in the strata
    String confirmed(int subject, String answer, String level) {
        return "{\"study\":\"HOT-CRT\",\"subject\":\"" + subjects.get(subject) + "\",\"site\":\""
                + subjects.get(subject).substring(0, 2)
                + "\",\"confirmedOn\":\"2026-03-02\",\"answers\":{\"age\":{\"value\":\"50\",\"unit\":\"a\"},\"cause\":{\"value\":\""
                + answer
                + "\",\"unit\":null},\"excluded\":{\"value\":\"false\",\"unit\":null}},\"strata\":{\"cause\":\"" + level
                + "\"}}";
    }

    String randomized(int subject, String stratum, int number) {
        return "{\"study\":\"HOT-CRT\",\"subject\":\"" + subjects.get(subject) + "\",\"site\":\""
                + subjects.get(subject).substring(0, 2)
                + "\",\"randomizedOn\":\"2026-03-02\",\"stratum\":\"" + stratum + "\",\"randomizationNumber\":" + number
                + ",\"arm\":{\"key\":\"kit\",\"box\":\"AAAA\"}}";
    }

    /// The arms of the first subjects.
    String disclosed(int first) {
        Map<String, String> some = new TreeMap<>();
        for (int i = 0; i < first; i++) {
            some.put(subjects.get(i), arms.get(i));
        }
        return disclosed(some);
    }

    static String disclosed(Map<String, String> arms) {
        return arms.entrySet().stream()
                .map(it -> "\"" + it.getKey() + "\":\"" + it.getValue() + "\"")
                .collect(Collectors.joining(",", "{\"study\":\"HOT-CRT\",\"arms\":{", "}}"));
    }

    String revealed() {
        return "{\"study\":\"HOT-CRT\",\"sponsorShare\":\"" + HexFormat.of().formatHex(sponsor)
                + "\",\"statisticianShare\":\"" + HexFormat.of().formatHex(statistician) + "\"}";
    }

    /// A subject in the same stratum behind this one with another arm, or -1.
    int partner(int subject) {
        for (int i = subject + 1; i < SUBJECTS; i++) {
            if (strata.get(i).equals(strata.get(subject)) && !arms.get(i).equals(arms.get(subject))) {
                return i;
            }
        }
        return -1;
    }
}
