package org.trialbook.ledger;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// The event by which a log goes on under another key. The key in force signs it, and so does the new one, to
/// show that somebody holds it. `docs/format.md` is the normative text.
///
/// Whoever reads a rotation must still ask whether the old key is the one in force: see [KeyHistory].
///
/// @param oldKey the key in force until now
/// @param newKey the key that signs every checkpoint that covers this event
/// @param note the statement with both signatures
public record KeyRotation(NoteVerifier oldKey, NoteVerifier newKey, SignedNote note) {

    /// The stored name of the event.
    public static final String TYPE = "trialbook.LogKeyRotated";

    public static final String VERSION = "1";

    /// The statement's first line, which keeps it apart from whatever else these keys sign.
    static final String HEAD = "trialbook-key-rotation/1";

    /// @throws IllegalArgumentException if these are not two keys of one log, or the note says something
    ///     else
    public KeyRotation {
        if (oldKey.type() != KeyType.LOG || newKey.type() != KeyType.LOG) {
            throw new IllegalArgumentException("a log signs with the key of a log");
        }
        if (!oldKey.name().equals(newKey.name())) {
            throw new IllegalArgumentException(
                    "the key of " + newKey.name() + " can't follow that of " + oldKey.name());
        }
        if (oldKey.equals(newKey)) {
            throw new IllegalArgumentException("the new key is the old one");
        }
        if (!note.text().equals(statement(oldKey, newKey))) {
            throw new IllegalArgumentException("the note does not say what the event says");
        }
    }

    /// What both keys sign: four lines, which no checkpoint can be mistaken for, whose second line is a
    /// number.
    private static String statement(NoteVerifier oldKey, NoteVerifier newKey) {
        return HEAD + "\n" + oldKey.name() + "\n" + oldKey + "\n" + newKey + "\n";
    }

    /// Hands over from one key to another.
    ///
    /// @throws IllegalArgumentException if these are not two keys of one log
    public static KeyRotation sign(NoteSigner oldKey, NoteSigner newKey) {
        return new KeyRotation(
                oldKey.verifier(),
                newKey.verifier(),
                SignedNote.sign(statement(oldKey.verifier(), newKey.verifier()), oldKey, newKey));
    }

    /// Checks that both keys have signed.
    ///
    /// @throws UntrustedNoteException if one has not, or its signature is wrong
    public void verify() throws UntrustedNoteException {
        List<NoteVerifier> signed = note.verify(List.of(oldKey, newKey));
        for (NoteVerifier key : List.of(oldKey, newKey)) {
            if (!signed.contains(key)) {
                throw new UntrustedNoteException(key + " has not signed");
            }
        }
    }

    /// The name that the log keeps.
    public String origin() {
        return oldKey.name();
    }

    /// The event's payload, written the one way.
    public String payload() {
        return "{\"origin\":" + Json.quote(origin())
                + ",\"oldKey\":" + Json.quote(oldKey.toString())
                + ",\"newKey\":" + Json.quote(newKey.toString())
                + ",\"note\":" + Json.quote(new String(note.format(), StandardCharsets.UTF_8)) + "}";
    }

    /// Reads a payload without trusting it.
    ///
    /// @throws IllegalArgumentException if it is not what [#payload] writes
    public static KeyRotation parse(String payload) {
        JsonScanner in = JsonScanner.of(payload.getBytes(StandardCharsets.UTF_8));
        in.expect("{\"origin\":");
        String origin = in.text(in.string());
        in.expect(",\"oldKey\":");
        NoteVerifier oldKey = NoteVerifier.parse(in.text(in.string()));
        in.expect(",\"newKey\":");
        NoteVerifier newKey = NoteVerifier.parse(in.text(in.string()));
        in.expect(",\"note\":");
        byte[] note = in.text(in.string()).getBytes(StandardCharsets.UTF_8);
        in.expect("}");
        in.end();
        KeyRotation rotation = new KeyRotation(oldKey, newKey, SignedNote.parse(note));
        if (!rotation.payload().equals(payload) || !rotation.origin().equals(origin)) {
            throw new IllegalArgumentException("the rotation is not written the one way");
        }
        return rotation;
    }
}
