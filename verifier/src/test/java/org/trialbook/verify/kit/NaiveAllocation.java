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

/// Section 10 word for word, for two arms A and B, without a thought of speed. The production code has no part in it.
final class NaiveAllocation {

    private static final String STUDY = "HOT-CRT";

    private final byte[] seed;
    private final String method;
    private final int[] shares;
    private final List<String> strata = new ArrayList<>();
    private final List<Integer> arms = new ArrayList<>();

    /// @param method the first lines of the protocol's allocation
    /// @param shares of A and B
    NaiveAllocation(byte[] sponsor, byte[] statistician, String method, int... shares) {
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

    /// The arm of the next subject, `A` or `B`.
    String next(String stratum) {
        int arm = arm(stratum);
        strata.add(stratum);
        arms.add(arm);
        return arm == 0 ? "A" : "B";
    }

    /// A slot of the stratum goes to nobody.
    void skip(String stratum) {
        strata.add(stratum);
        arms.add(-1);
    }

    private int arm(String stratum) {
        long slot = strata.stream().filter(stratum::equals).count();
        if (method.contains("permuted-blocks")) {
            return block(stratum, (int) slot);
        }
        if (method.contains("biased-coin")) {
            int a = count(stratum, 0) * step(0);
            int b = count(stratum, 1) * step(1);
            return leaning(a < b ? 1 : a > b ? 2 : 3, "trialbook biased-coin v1|" + STUDY + "|" + stratum + "|" + slot);
        }
        if (method.contains("big-stick")) {
            int open = 0;
            for (int arm = 0; arm < 2; arm++) {
                int a = (count(stratum, 0) + (arm == 0 ? 1 : 0)) * step(0);
                int b = (count(stratum, 1) + (arm == 1 ? 1 : 0)) * step(1);
                open |= Math.abs(a - b) <= 3 ? 1 << arm : 0;
            }
            return byShare(open, "trialbook big-stick v1|" + STUDY + "|" + stratum + "|" + slot);
        }
        long a = imbalance(stratum, 0);
        long b = imbalance(stratum, 1);
        return leaning(a < b ? 1 : a > b ? 2 : 3, "trialbook minimization v1|" + STUDY + "|" + strata.size());
    }

    private int block(String stratum, int slot) {
        List<Integer> all = new ArrayList<>();
        for (int block = 0; all.size() <= slot; block++) {
            String label = "trialbook allocation v1|" + STUDY + "|" + stratum + "|" + block + "|";
            int size = new int[] {6, 12}[(int) draw(label + 0, 2)];
            List<Integer> filled = new ArrayList<>();
            for (int arm = 0; arm < 2; arm++) {
                for (int i = 0; i < size * shares[arm] / (shares[0] + shares[1]); i++) {
                    filled.add(arm);
                }
            }
            for (int place = size, i = 1; place > 1; place--, i++) {
                java.util.Collections.swap(filled, place - 1, (int) draw(label + i, place));
            }
            all.addAll(filled);
        }
        return all.get(slot);
    }

    private int count(String stratum, int arm) {
        int count = 0;
        for (int i = 0; i < arms.size(); i++) {
            count += strata.get(i).equals(stratum) && arms.get(i) == arm ? 1 : 0;
        }
        return count;
    }

    private int share(int arm) {
        return shares[arm]
                / BigInteger.valueOf(shares[0])
                        .gcd(BigInteger.valueOf(shares[1]))
                        .intValue();
    }

    /// For two arms in lowest terms, the least common multiple is the product.
    private int step(int arm) {
        return share(1 - arm);
    }

    private long imbalance(String stratum, int arm) {
        long sum = 0;
        for (String level : stratum.split(";")) {
            long[] weights = new long[2];
            weights[arm] = step(arm);
            for (int i = 0; i < arms.size(); i++) {
                if (List.of(strata.get(i).split(";")).contains(level)) {
                    weights[arms.get(i)] += step(arms.get(i));
                }
            }
            long both = weights[0] + weights[1];
            sum += method.contains("variance")
                    ? 2 * (weights[0] * weights[0] + weights[1] * weights[1]) - both * both
                    : Math.abs(weights[0] - weights[1]);
        }
        return sum;
    }

    /// @param preferred bit 0 for A, bit 1 for B
    private int leaning(int preferred, String label) {
        if (preferred != 3) {
            BigDecimal p =
                    new BigDecimal(method.replaceAll("(?s).*probability: ([0-9.]+).*", "$1")).stripTrailingZeros();
            long q = BigDecimal.TEN.pow(Math.max(p.scale(), 0)).longValueExact();
            long a = p.multiply(BigDecimal.valueOf(q)).longValueExact();
            long left = draw(label + "|0", q * (share(0) + share(1) - Math.min(share(0), share(1))));
            int other = preferred == 1 ? 1 : 0;
            if (left < (q - a) * share(other)) {
                return other;
            }
        }
        return byShare(preferred, label);
    }

    private int byShare(int among, String label) {
        if (among != 3) {
            return among - 1;
        }
        return draw(label + "|1", share(0) + share(1)) < share(0) ? 0 : 1;
    }

    private long draw(String label, long range) {
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
