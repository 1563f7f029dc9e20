package org.trialbook.allocation;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The methods that look at who was allocated before, as an outsider would write them from `docs/format.md`
/// alone: every count is taken afresh from the list, and nothing is shared with the code that is tested.
final class NaiveMethods {

    /// A subject's levels and the arm it got.
    record Subject(Map<String, String> levels, String arm) {
        String stratum() {
            List<String> parts = new ArrayList<>();
            levels.keySet().stream().sorted().forEach(factor -> parts.add(factor + "=" + levels.get(factor)));
            return String.join(";", parts);
        }
    }

    private static final BigInteger TWO_TO_64 = BigInteger.TWO.pow(64);

    private final byte[] seed;
    private final String study;
    private final Map<String, Integer> shares;

    /// @param shares arm → share in lowest terms, in the protocol's order
    NaiveMethods(byte[] seed, String study, Map<String, Integer> shares) {
        this.seed = seed;
        this.study = study;
        this.shares = shares;
    }

    /// @param p the probability in units of 1/q
    String biasedCoin(int p, int q, List<Subject> earlier, Map<String, String> levels) {
        List<Subject> stratum = sameStratum(earlier, levels);
        Map<String, Integer> weights = weights(stratum, "");
        int least = least(weights);
        List<String> preferred = shares.keySet().stream()
                .filter(arm -> weights.getOrDefault(arm, 0) == least)
                .toList();
        return lean(preferred, p, q, label("biased-coin", levels, stratum));
    }

    String bigStick(int bound, List<Subject> earlier, Map<String, String> levels) {
        List<Subject> stratum = sameStratum(earlier, levels);
        List<String> open = shares.keySet().stream()
                .filter(arm -> range(weights(stratum, arm)) <= bound)
                .toList();
        return byShare(open, label("big-stick", levels, stratum));
    }

    String minimization(int p, int q, boolean variance, List<Subject> earlier, Map<String, String> levels) {
        ToIntFunction<String> imbalance = arm -> levels.entrySet().stream()
                .mapToInt(level -> {
                    List<Subject> same = earlier.stream()
                            .filter(one -> level.getValue().equals(one.levels().get(level.getKey())))
                            .toList();
                    Map<String, Integer> weights = weights(same, arm);
                    return variance ? variance(weights) : range(weights);
                })
                .sum();
        Map<String, Integer> sums = new LinkedHashMap<>();
        shares.keySet().forEach(arm -> sums.put(arm, imbalance.applyAsInt(arm)));
        int least = least(sums);
        List<String> preferred = shares.keySet().stream()
                .filter(arm -> sums.getOrDefault(arm, 0) == least)
                .toList();
        return lean(preferred, p, q, "trialbook minimization v1|" + study + "|" + earlier.size());
    }

    private String lean(List<String> preferred, int p, int q, String label) {
        int sum = shares.values().stream().mapToInt(Integer::intValue).sum();
        int smallest =
                shares.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
        if (preferred.size() < shares.size()) {
            int number = draw(label + "|0", q * (sum - smallest));
            int behind = 0;
            for (String arm : shares.keySet()) {
                if (!preferred.contains(arm)) {
                    behind += shares.getOrDefault(arm, 0) * (q - p);
                    if (number < behind) {
                        return arm;
                    }
                }
            }
        }
        return byShare(preferred, label);
    }

    private String byShare(List<String> arms, String label) {
        if (arms.size() == 1) {
            return arms.getFirst();
        }
        int number = draw(
                label + "|1",
                arms.stream().mapToInt(arm -> shares.getOrDefault(arm, 0)).sum());
        int behind = 0;
        for (String arm : arms) {
            behind += shares.getOrDefault(arm, 0);
            if (number < behind) {
                return arm;
            }
        }
        throw new IllegalStateException("a number beyond its range");
    }

    private String label(String method, Map<String, String> levels, List<Subject> stratum) {
        return "trialbook " + method + " v1|" + study + "|" + new Subject(levels, "").stratum() + "|" + stratum.size();
    }

    private static List<Subject> sameStratum(List<Subject> earlier, Map<String, String> levels) {
        return earlier.stream().filter(one -> one.levels().equals(levels)).toList();
    }

    /// Each arm's count, as it would be after one more subject, times what all shares multiply to, divided by
    /// its share.
    private Map<String, Integer> weights(List<Subject> subjects, String next) {
        int multiple = shares.values().stream().reduce(1, (a, b) -> a * b / gcd(a, b));
        Map<String, Integer> weights = new LinkedHashMap<>();
        shares.forEach((arm, share) -> {
            int count =
                    (int) subjects.stream().filter(one -> one.arm().equals(arm)).count() + (arm.equals(next) ? 1 : 0);
            weights.put(arm, count * multiple / share);
        });
        return weights;
    }

    private static int range(Map<String, Integer> weights) {
        return weights.values().stream().max(Integer::compare).orElseThrow() - least(weights);
    }

    private static int least(Map<String, Integer> weights) {
        return weights.values().stream().min(Integer::compare).orElseThrow();
    }

    /// Over all pairs, the squares of their differences: the variance times the square of the number of arms.
    private static int variance(Map<String, Integer> weights) {
        List<Integer> all = List.copyOf(weights.values());
        int sum = 0;
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                sum += (all.get(i) - all.get(j)) * (all.get(i) - all.get(j));
            }
        }
        return sum;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private int draw(String label, int range) {
        BigInteger fair = TWO_TO_64.divide(BigInteger.valueOf(range)).multiply(BigInteger.valueOf(range));
        for (int attempt = 0; true; attempt++) {
            BigInteger number = new BigInteger(1, Arrays.copyOf(hmac(label + "|" + attempt), 8));
            if (number.compareTo(fair) < 0) {
                return number.mod(BigInteger.valueOf(range)).intValueExact();
            }
        }
    }

    private byte[] hmac(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seed, "HmacSHA256"));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
