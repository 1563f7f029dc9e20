package org.trialbook.witness;

import java.io.IOException;
import java.util.Optional;

/// What a witness tells people who look.
final class StatusText {

    private StatusText() {}

    static String of(Witness witness) throws IOException {
        StringBuilder text =
                new StringBuilder("witness    " + witness.verifier().name() + "\n");
        text.append("key        ").append(witness.verifier()).append('\n');
        for (WitnessedLog log : witness.logs()) {
            text.append("\nlog        ").append(log.key().name()).append('\n');
            text.append("key        ").append(log.key()).append('\n');
            Optional<WitnessedLog.Remembered> last = log.last();
            if (last.isEmpty()) {
                text.append("cosigned   nothing yet\n");
            } else {
                text.append("cosigned   %,d events, root %s%n"
                        .formatted(
                                last.get().checkpoint().size(),
                                last.get().checkpoint().root()));
                text.append("at         ").append(last.get().time()).append('\n');
            }
            long evidence = log.evidence();
            if (evidence > 0) {
                text.append("FORKED     %d checkpoints contradict what was cosigned; see the directory evidence%n"
                        .formatted(evidence));
            }
        }
        return text.toString();
    }
}
