package org.trialbook.standalone;

import java.io.PrintWriter;
import org.trialbook.backup.HeldRecord;

/// How a command says what a record holds that was taken away or put back.
final class HeldRecordText {
    private HeldRecordText() {}

    static void print(HeldRecord held, PrintWriter out) {
        out.printf("  log: %d events, root %s%n", held.events(), held.root());
        out.printf("  signed: %d events, under %s%n", held.checkpoint(), held.key());
        out.printf("  recordings: %d, with %d bytes%n", held.recordings(), held.recordingBytes());
        out.printf("  sign-outs: %d%n", held.signOuts());
        out.printf("  private keys: %s%n", held.secrets().isEmpty() ? "none" : String.join(", ", held.secrets()));
        out.println(
                "Every line, every checkpoint and every recording was verified, and that the keys are the record's.");
    }

    /// @return the exit code
    static int printLacking(HeldRecord held, PrintWriter err) {
        if (held.lacking().isEmpty()) {
            return 0;
        }
        err.printf(
                "The record names recordings that its store does not hold: %s.%n", String.join(", ", held.lacking()));
        err.flush();
        return RecordLocation.DAMAGED;
    }
}
