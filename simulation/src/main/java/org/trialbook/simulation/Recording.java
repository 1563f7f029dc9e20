package org.trialbook.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// An ECG or echo that waits for its blinded reader.
///
/// @param read the code under which the server registered it
/// @param index the subject's, in the plan
/// @param entered when it was registered
/// @param truth how the subject was
/// @param arm as allocated, where an implanted device shows in it; null where none does
record Recording(
        String read,
        int index,
        String visit,
        String modality,
        LocalDate entered,
        ClinicalState truth,
        @Nullable String arm) {

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
