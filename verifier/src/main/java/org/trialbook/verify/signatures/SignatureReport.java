package org.trialbook.verify.signatures;

import java.util.List;

/// What came of checking the signatures under forms.
///
/// @param signatures how many there are
/// @param forms how many forms they sign, each as often as it was signed
/// @param findings in the order of their positions
public record SignatureReport(int signatures, int forms, List<SignatureFinding> findings) {
    public boolean sound() {
        return findings.isEmpty();
    }
}
