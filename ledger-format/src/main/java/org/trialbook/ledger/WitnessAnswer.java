package org.trialbook.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a witness answers to [AddCheckpoint]: C2SP tlog-witness.
public sealed interface WitnessAnswer {

    /// The longest answer anybody has to read.
    int MAX_BYTES = 64 * 1024;

    /// The HTTP status.
    int status();

    /// The HTTP content type.
    default String contentType() {
        return "text/plain; charset=utf-8";
    }

    /// The HTTP body.
    String body();

    /// The checkpoint is remembered and cosigned: status 200, one signature line for each key of the witness.
    record Cosigned(List<SignedNote.Signature> signatures) implements WitnessAnswer {

        public Cosigned {
            signatures = List.copyOf(signatures);
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public String body() {
            StringBuilder out = new StringBuilder();
            for (SignedNote.Signature signature : signatures) {
                out.append(signature.format()).append('\n');
            }
            return out.toString();
        }
    }

    /// The proof has to start at another size, the one the witness last cosigned: status 409.
    record OtherSize(long size) implements WitnessAnswer {

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String contentType() {
            return "text/x.tlog.size";
        }

        @Override
        public String body() {
            return size + "\n";
        }
    }

    /// The witness does not cosign, and says why in words: status 400 for a malformed request, 403 for a signature
    /// that is missing or wrong, 404 for a log it doesn't know, 422 for a checkpoint that does not continue what it
    /// has seen.
    record Refused(int status, String reason) implements WitnessAnswer {

        @Override
        public String body() {
            return reason + "\n";
        }
    }

    /// Reads an answer.
    ///
    /// @throws MalformedNoteException if it claims to be a cosignature or a size and is not
    static WitnessAnswer parse(int status, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return switch (status) {
            case 200 -> new Cosigned(signatures(text));
            case 409 -> new OtherSize(size(text));
            default -> new Refused(status, text.strip());
        };
    }

    private static List<SignedNote.Signature> signatures(String text) {
        if (text.isEmpty() || !text.endsWith("\n")) {
            throw new MalformedNoteException("the witness's answer is not lines of signatures");
        }
        List<SignedNote.Signature> signatures = new ArrayList<>();
        for (String line : text.substring(0, text.length() - 1).split("\n", SignedNote.MAX_SIGNATURES + 1)) {
            signatures.add(SignedNote.Signature.parse(line));
        }
        return signatures;
    }

    private static long size(String text) {
        try {
            return HashLines.number("size " + text.substring(0, text.length() - 1), "size");
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new MalformedNoteException("the witness's answer is not a size");
        }
    }
}
