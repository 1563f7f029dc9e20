package org.trialbook.ledger;

import java.util.List;

/// What a log states about itself under its signature: at this size, its tree has this root. C2SP tlog-checkpoint.
/// Our logs write no extension lines; those of others may ([#ofAnyLog]).
///
/// @param origin names the log for all time; also the name of its key
/// @param size how many events the tree covers
/// @param root the root at that size
public record Checkpoint(String origin, long size, TreeHash root) {

    /// @throws IllegalArgumentException if the origin can't name a key, or the size is negative
    public Checkpoint {
        KeyName.require(origin);
        if (size < 0) {
            throw new IllegalArgumentException("the size is negative: " + size);
        }
    }

    /// The text that is signed: origin, size in decimal and root in Base64, each ending in a newline.
    public String formatBody() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /// Reads the text that is signed.
    ///
    /// @throws MalformedNoteException if it is not what [#formatBody] writes
    public static Checkpoint parseBody(String body) {
        String[] lines = body.split("\n", -1);
        if (lines.length != 4) {
            throw new MalformedNoteException("a checkpoint has three lines: origin, size, root");
        }
        Checkpoint checkpoint;
        try {
            checkpoint = new Checkpoint(lines[0], Long.parseLong(lines[1]), TreeHash.fromBase64(lines[2]));
        } catch (IllegalArgumentException malformed) {
            throw new MalformedNoteException("the checkpoint is malformed: " + malformed.getMessage());
        }
        if (!checkpoint.formatBody().equals(body)) {
            throw new MalformedNoteException("the checkpoint is not written the one way");
        }
        return checkpoint;
    }

    /// What the checkpoint of any log says, ours or not: extension lines may follow, and are not looked at. Whoever
    /// signs such a checkpoint signs its whole text.
    ///
    /// @throws MalformedNoteException if the text is not a checkpoint, or an extension line is empty
    public static Checkpoint ofAnyLog(String text) {
        int end = 0;
        for (int line = 0; line < 3; line++) {
            end = text.indexOf('\n', end) + 1;
            if (end == 0) {
                throw new MalformedNoteException("a checkpoint begins with three lines: origin, size, root");
            }
        }
        String extensions = text.substring(end);
        boolean whole = extensions.isEmpty() || extensions.endsWith("\n");
        if (!whole || extensions.startsWith("\n") || extensions.contains("\n\n")) {
            throw new MalformedNoteException("an extension line of a checkpoint is empty, or has no end");
        }
        return parseBody(text.substring(0, end));
    }

    /// @throws IllegalArgumentException if the key does not bear the log's name
    public SignedNote sign(NoteSigner log) {
        if (!log.name().equals(origin)) {
            throw new IllegalArgumentException("the key of " + log.name() + " can't sign for " + origin);
        }
        return SignedNote.sign(formatBody(), log);
    }

    /// Reads a checkpoint that the log with this key has signed.
    ///
    /// @throws MalformedNoteException if the bytes are not a checkpoint in a note
    /// @throws UntrustedNoteException if that key has not signed it, or it speaks for another log
    public static Checkpoint open(byte[] note, NoteVerifier log) throws UntrustedNoteException {
        SignedNote signed = SignedNote.parse(note);
        signed.verify(List.of(log));
        Checkpoint checkpoint = parseBody(signed.text());
        if (!checkpoint.origin.equals(log.name())) {
            throw new UntrustedNoteException(
                    "the key of " + log.name() + " has signed for " + checkpoint.origin + ", another log");
        }
        return checkpoint;
    }
}
