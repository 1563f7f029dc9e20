package org.trialbook.media.pdf;

import java.io.IOException;
import org.trialbook.media.MalformedMediaException;

/// Carries what is wrong with a stream's content through code that reads bytes.
final class PdfContentException extends IOException {

    private final transient MalformedMediaException wrong;

    PdfContentException(MalformedMediaException wrong) {
        super(wrong);
        this.wrong = wrong;
    }

    MalformedMediaException wrong() {
        return wrong;
    }
}
