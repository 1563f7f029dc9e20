package org.trialbook.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Which key signs for a log at which size: from its first key along the rotations that stand in the log.
///
/// A checkpoint that covers a rotation is signed by the new key, one that does not by the old one. So at
/// every size exactly one key is in force. Not safe for use by several threads.
public final class KeyHistory {

    private static final byte[] TYPE = KeyRotation.TYPE.getBytes(StandardCharsets.US_ASCII);

    private final List<KeyEpoch> epochs = new ArrayList<>();

    /// The time of one key.
    ///
    /// @param key who signs
    /// @param fromSize the smallest size that this key signs for: 0 for the first key, and for every
    ///     other one more than the position of its rotation
    public record KeyEpoch(NoteVerifier key, long fromSize) {}

    /// @param first the log's first key
    public KeyHistory(NoteVerifier first) {
        epochs.add(new KeyEpoch(first, 0));
    }

    /// Whether a line is a rotation, by its type alone.
    public static boolean isRotation(LineScan line) {
        return line.isOfType(TYPE);
    }

    /// To be told every line in order; all but rotations are ignored.
    ///
    /// @return whether the key has changed
    /// @throws UntrustedNoteException if the line is a rotation that does not count; the key in force
    ///     stays
    public boolean take(LineScan line) throws UntrustedNoteException {
        if (!isRotation(line)) {
            return false;
        }
        take(line.position(), line.version(), line.payload());
        return true;
    }

    /// Takes a rotation.
    ///
    /// @param position where it stands, behind the rotations taken before
    /// @throws UntrustedNoteException if it does not count; the key in force stays
    public void take(long position, String version, String payload) throws UntrustedNoteException {
        NoteVerifier old = current();
        if (!version.equals(KeyRotation.VERSION)) {
            throw new UntrustedNoteException("nothing is known about version " + version + " of a rotation");
        }
        KeyRotation rotation;
        try {
            rotation = KeyRotation.parse(payload);
        } catch (IllegalArgumentException malformed) {
            throw new UntrustedNoteException("the rotation is malformed: " + malformed.getMessage());
        }
        if (!rotation.oldKey().equals(old)) {
            throw new UntrustedNoteException("it hands over from " + rotation.oldKey() + ", but in force is " + old);
        }
        if (epochs.stream().anyMatch(epoch -> epoch.key().equals(rotation.newKey()))) {
            throw new UntrustedNoteException(rotation.newKey() + " was in force before, and does not come back");
        }
        if (position < epochs.getLast().fromSize()) {
            throw new IllegalArgumentException("position " + position + " is not behind the rotation before");
        }
        rotation.verify();
        epochs.add(new KeyEpoch(rotation.newKey(), position + 1));
    }

    /// The key that signs checkpoints of this size, as far as the lines up to it have been told.
    public NoteVerifier keyFor(long size) {
        return epochAt(size).key();
    }

    /// Like [#keyFor], together with the size from which the key signs.
    KeyEpoch epochAt(long size) {
        int i = epochs.size() - 1;
        while (epochs.get(i).fromSize() > size) {
            i--;
        }
        return epochs.get(i);
    }

    /// The key in force after the lines told so far.
    public NoteVerifier current() {
        return epochs.getLast().key();
    }

    /// All keys, the first one first.
    public List<KeyEpoch> epochs() {
        return List.copyOf(epochs);
    }
}
