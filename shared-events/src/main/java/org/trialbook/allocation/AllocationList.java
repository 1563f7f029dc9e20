package org.trialbook.allocation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.AllocationPlan;

/// The file of a list that was prepared elsewhere, as `docs/format.md` says in section 10: a label, the study, a salt,
/// and a line for each subject to come. Whoever knows it knows every future arm.
public final class AllocationList {

    /// Of the whole file.
    public static final int MOST_BYTES = 256 * 1024;

    private static final String LABEL = "trialbook allocation list v1";
    private static final Pattern SALT = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ARM = Pattern.compile("[A-Z][A-Z0-9-]{0,15}");

    private final String text;
    private final StudyId study;
    private final Map<Stratum, List<ArmCode>> arms;

    private AllocationList(String text, StudyId study, Map<Stratum, List<ArmCode>> arms) {
        this.text = text;
        this.study = study;
        this.arms = arms;
    }

    /// @throws IllegalArgumentException naming the line that is not as it has to be, and nothing that stands in it
    public static AllocationList read(String text) {
        if (text.length() > MOST_BYTES) {
            throw new IllegalArgumentException("a list has at most %d bytes".formatted(MOST_BYTES));
        }
        List<String> lines = List.of(text.split("\n", -1));
        require(lines.size() >= 5 && lines.getLast().isEmpty(), Math.min(lines.size(), 5));
        require(lines.get(0).equals(LABEL), 1);
        require(lines.get(1).matches("[A-Z][A-Z0-9-]{0,31}"), 2);
        require(SALT.matcher(lines.get(2)).matches(), 3);
        Map<Stratum, List<ArmCode>> arms = new HashMap<>();
        for (int i = 3; i < lines.size() - 1; i++) {
            String line = lines.get(i);
            int blank = line.indexOf(' ');
            require(blank >= 0 && ARM.matcher(line.substring(blank + 1)).matches(), i + 1);
            Optional<Stratum> stratum = Stratum.written(line.substring(0, blank));
            require(stratum.isPresent(), i + 1);
            arms.computeIfAbsent(stratum.orElseThrow(), ignored -> new ArrayList<>())
                    .add(new ArmCode(line.substring(blank + 1)));
        }
        return new AllocationList(text, new StudyId(lines.get(1)), arms);
    }

    private static void require(boolean holds, int line) {
        if (!holds) {
            throw new IllegalArgumentException("line %d is not as docs/format.md says".formatted(line));
        }
    }

    /// SHA-256 of the file; lower-case hexadecimal.
    public String commitment() {
        return commitment(text);
    }

    public static String commitment(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    /// Whether it is of the plan's study and names no arm but those that subjects can be allocated to.
    public boolean serves(AllocationPlan plan) {
        return study.equals(plan.study())
                && arms.values().stream().allMatch(plan.shares().keySet()::containsAll);
    }

    public StudyId study() {
        return study;
    }

    public PreparedList method() {
        return new PreparedList(arms);
    }

    /// The file as it is.
    public String text() {
        return text;
    }

    /// Says nothing: whoever reads a log line must not learn an arm.
    @Override
    public String toString() {
        return "AllocationList";
    }
}
