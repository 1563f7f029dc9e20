package org.trialbook.allocation;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The allocation list as an outsider would recompute it after the trial: written from the documentation
/// of [PermutedBlocks] alone, in plain arithmetic, and sharing no code with it.
final class NaiveBlocks {

    private static final BigInteger TWO_TO_64 = BigInteger.TWO.pow(64);

    private NaiveBlocks() {}

    /// @param arms arm → share, in the protocol's order
    static List<String> list(
            byte[] seed, String study, String stratum, Map<String, Integer> arms, List<Integer> sizes, int length) {
        int shares = arms.values().stream().mapToInt(Integer::intValue).sum();
        List<String> list = new ArrayList<>();
        for (int block = 0; list.size() < length; block++) {
            int size = sizes.get(draw(seed, study, stratum, block, 0, sizes.size()));
            List<String> places = new ArrayList<>();
            arms.forEach((arm, share) -> places.addAll(Collections.nCopies(share * (size / shares), arm)));
            int swap = 1;
            for (int last = size - 1; last >= 1; last--) {
                Collections.swap(places, last, draw(seed, study, stratum, block, swap, last + 1));
                swap++;
            }
            list.addAll(places);
        }
        return list.subList(0, length);
    }

    private static int draw(byte[] seed, String study, String stratum, int block, int draw, int range) {
        BigInteger fair = TWO_TO_64.divide(BigInteger.valueOf(range)).multiply(BigInteger.valueOf(range));
        for (int attempt = 0; true; attempt++) {
            String message =
                    "trialbook allocation v1|" + study + "|" + stratum + "|" + block + "|" + draw + "|" + attempt;
            BigInteger number = new BigInteger(1, Arrays.copyOf(hmac(seed, message), 8));
            if (number.compareTo(fair) < 0) {
                return number.mod(BigInteger.valueOf(range)).intValueExact();
            }
        }
    }

    private static byte[] hmac(byte[] seed, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seed, "HmacSHA256"));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
