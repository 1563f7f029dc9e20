package org.trialbook.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Looks for whatever tells an arm in the lines of a record: codes of arms, leads, crossover reasons and captures.
public final class ArmInTheOpen {

    private static final Pattern TELLS =
            Pattern.compile("\\b(CSP|BVP|left-bundle|his-distal|his-proximal|coronary-sinus"
                    + "|lateral-vein|difficult-cs-cannulation|limited-branches|phrenic-capture|unstable-or-high-output"
                    + "|qrs-not-narrowed|selective-his|biventricular)\\b");
    /// Sealed boxes and hashes are random text in base 64, in which anything can turn up.
    private static final Pattern RANDOM = Pattern.compile("\"(box|request)\":\"[A-Za-z0-9+/=]*\"");

    private ArmInTheOpen() {}

    /// The lines that tell an arm. A published protocol names the arms, of nobody.
    public static List<String> in(List<String> lines) {
        List<String> telling = new ArrayList<>();
        for (String line : lines) {
            if (!line.contains("\"type\":\"trialbook.ProtocolPublished\"")
                    && TELLS.matcher(RANDOM.matcher(line).replaceAll("")).find()) {
                telling.add(line);
            }
        }
        return telling;
    }
}
