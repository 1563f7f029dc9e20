package org.trialbook.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;

/// An ECG or echo that waits for its blinded reader.
///
/// @param read the code under which the server registered it
/// @param index the subject's, in the plan
/// @param truth how the subject was
/// @param paced whether an implanted device shows in it
record Recording(
        String read,
        int index,
        String visit,
        String modality,
        LocalDate on,
        Condition truth,
        boolean paced,
        String arm) {

    /// The same, once the arm is known.
    Recording of(String allocated) {
        return new Recording(read, index, visit, modality, on, truth, paced, allocated);
    }

    /// SHA-256 of a recording that doesn't exist, lower-case hexadecimal.
    static String hash(String name) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
