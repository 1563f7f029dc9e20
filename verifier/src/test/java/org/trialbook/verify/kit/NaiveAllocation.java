package org.trialbook.verify.kit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.trialbook.ledger.Sha256;

/// Section 10 word for word, for arms A, B, C …, without a thought of speed. The production code has no part in it.
final class NaiveAllocation {

    private static final String STUDY = "HOT-CRT";

    private final byte[] seed;
    private final String method;
    private final int[] shares;
    private final int period;
    private final List<String> strata = new ArrayList<>();
    private final List<Integer> arms = new ArrayList<>();

    /// @param method the first lines of the protocol's allocation
    /// @param shares of A, B, C …; 0 for an arm that is closed
    NaiveAllocation(byte[] sponsor, byte[] statistician, String method, int... shares) {
        this(sponsor, statistician, 0, method, shares);
    }

    /// @param period 0 for the first
    NaiveAllocation(byte[] sponsor, byte[] statistician, int period, String method, int... shares) {
        this.period = period;
        this.seed = sha256(
                bytes("trialbook allocation seed v2"), new byte[1], bytes(STUDY), new byte[1], sponsor, statistician);
        this.method = method;
        this.shares = shares;
    }

    static String commitment(String party, byte[] share) {
        return HexFormat.of()
                .formatHex(sha256(
                        bytes("trialbook seed share v1"),
                        new byte[1],
                        bytes(STUDY),
                        new byte[1],
                        bytes(party),
                        new byte[1],
                        share));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[]... parts) {
        var digest = Sha256.digest();
        Arrays.stream(parts).forEach(digest::update);
        return digest.digest();
    }

    /// The arm of the next subject: `A`, `B`, `C` …
    String next(String stratum) {
        int arm = arm(stratum);
        strata.add(stratum);
        arms.add(arm);
        return String.valueOf((char) ('A' + arm));
    }

    /// A slot of the stratum goes to nobody.
    void skip(String stratum) {
        strata.add(stratum);
        arms.add(-1);
    }

    private String stem(String what) {
        return period == 0
                ? "trialbook " + what + " v1|" + STUDY + "|"
                : "trialbook " + what + " v2|" + STUDY + "|" + period + "|";
    }

    private int arm(String stratum) {
        long slot = strata.stream().filter(stratum::equals).count();
        if (method.contains("permuted-blocks")) {
            return block(stratum, (int) slot);
        }
        List<Long> of = new ArrayList<>();
        if (method.contains("biased-coin")) {
            for (int arm = 0; arm < shares.length; arm++) {
                of.add((long) count(stratum, arm) * step(arm));
            }
            return leaning(smallest(of), stem("biased-coin") + stratum + "|" + slot);
        }
        if (method.contains("big-stick")) {
            List<Integer> open = new ArrayList<>();
            for (int next : open()) {
                long[] weights = new long[shares.length];
                for (int arm : open()) {
                    weights[arm] = (long) (count(stratum, arm) + (arm == next ? 1 : 0)) * step(arm);
                }
                if (range(weights) <= 3) {
                    open.add(next);
                }
            }
            return byShare(open, stem("big-stick") + stratum + "|" + slot);
        }
        for (int arm = 0; arm < shares.length; arm++) {
            of.add(shares[arm] == 0 ? 0L : imbalance(stratum, arm));
        }
        return leaning(smallest(of), stem("minimization") + strata.size());
    }

    /// Those that are not closed.
    private List<Integer> open() {
        List<Integer> open = new ArrayList<>();
        for (int arm = 0; arm < shares.length; arm++) {
            if (shares[arm] > 0) {
                open.add(arm);
            }
        }
        return open;
    }

    private List<Integer> smallest(List<Long> of) {
        long least = open().stream().mapToLong(of::get).min().orElseThrow();
        return open().stream().filter(arm -> of.get(arm) == least).toList();
    }

    private long range(long[] weights) {
        return open().stream().mapToLong(arm -> weights[arm]).max().orElseThrow()
                - open().stream().mapToLong(arm -> weights[arm]).min().orElseThrow();
    }

    private int block(String stratum, int slot) {
        String[] sizes =
                method.replaceAll("(?s).*block-sizes: \\[([0-9, ]+)].*", "$1").split(", ");
        int all = Arrays.stream(shares).sum();
        List<Integer> list = new ArrayList<>();
        for (int block = 0; list.size() <= slot; block++) {
            String label = stem("allocation") + stratum + "|" + block + "|";
            int size = Integer.parseInt(sizes[(int) draw(label + 0, sizes.length)]);
            List<Integer> filled = new ArrayList<>();
            for (int arm = 0; arm < shares.length; arm++) {
                for (int i = 0; i < size * shares[arm] / all; i++) {
                    filled.add(arm);
                }
            }
            for (int place = size, i = 1; place > 1; place--, i++) {
                java.util.Collections.swap(filled, place - 1, (int) draw(label + i, place));
            }
            list.addAll(filled);
        }
        return list.get(slot);
    }

    private int count(String stratum, int arm) {
        int count = 0;
        for (int i = 0; i < arms.size(); i++) {
            count += strata.get(i).equals(stratum) && arms.get(i) == arm ? 1 : 0;
        }
        return count;
    }

    private int share(int arm) {
        BigInteger divisor = BigInteger.ZERO;
        for (int share : shares) {
            divisor = divisor.gcd(BigInteger.valueOf(share));
        }
        return shares[arm] / divisor.intValue();
    }

    private int sum(List<Integer> of) {
        return of.stream().mapToInt(this::share).sum();
    }

    private int step(int arm) {
        if (share(arm) == 0) {
            return 0;
        }
        int multiple = 1;
        while (!dividedByAll(multiple)) {
            multiple++;
        }
        return multiple / share(arm);
    }

    private boolean dividedByAll(int multiple) {
        return open().stream().allMatch(arm -> multiple % share(arm) == 0);
    }

    private long imbalance(String stratum, int next) {
        long sum = 0;
        for (String level : stratum.split(";")) {
            long[] weights = new long[shares.length];
            weights[next] = step(next);
            for (int i = 0; i < arms.size(); i++) {
                if (List.of(strata.get(i).split(";")).contains(level)) {
                    weights[arms.get(i)] += step(arms.get(i));
                }
            }
            long all = Arrays.stream(weights).sum();
            long squares = Arrays.stream(weights).map(weight -> weight * weight).sum();
            sum += method.contains("variance") ? open().size() * squares - all * all : range(weights);
        }
        return sum;
    }

    private int leaning(List<Integer> preferred, String label) {
        if (preferred.size() < open().size()) {
            BigDecimal p =
                    new BigDecimal(method.replaceAll("(?s).*probability: ([0-9.]+).*", "$1")).stripTrailingZeros();
            long q = BigDecimal.TEN.pow(Math.max(p.scale(), 0)).longValueExact();
            long a = p.multiply(BigDecimal.valueOf(q)).longValueExact();
            int smallest = open().stream().mapToInt(this::share).min().orElseThrow();
            long left = draw(label + "|0", q * (sum(open()) - smallest));
            for (int other : open()) {
                if (!preferred.contains(other)) {
                    left -= (q - a) * share(other);
                    if (left < 0) {
                        return other;
                    }
                }
            }
        }
        return byShare(preferred, label);
    }

    private int byShare(List<Integer> among, String label) {
        if (among.size() == 1) {
            return among.getFirst();
        }
        long left = draw(label + "|1", sum(among));
        for (int arm : among) {
            left -= share(arm);
            if (left < 0) {
                return arm;
            }
        }
        throw new IllegalStateException("a draw beyond its range");
    }

    long draw(String label, long range) {
        BigInteger all = BigInteger.TWO.pow(64);
        BigInteger most = all.subtract(all.mod(BigInteger.valueOf(range)));
        for (int attempt = 0; ; attempt++) {
            BigInteger n = new BigInteger(1, Arrays.copyOf(hmac(label + "|" + attempt), 8));
            if (n.compareTo(most) < 0) {
                return n.mod(BigInteger.valueOf(range)).longValueExact();
            }
        }
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seed, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
