package org.trialbook.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A text with signatures below it, after the C2SP signed-note specification: the text, an empty line, and for each
/// signature a line `— name base64(key id ‖ signature)`.
///
/// @param text what is signed; ends in a newline
/// @param signatures in the order of their lines, at least one
public record SignedNote(String text, List<Signature> signatures) {

    /// Far more than a log and all its witnesses need.
    static final int MAX_SIGNATURES = 100;

    static final int MAX_BYTES = 1_000_000;

    private static final String DASH = "\u2014 ";

    /// @throws MalformedNoteException if this is no note
    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n")) {
            throw new MalformedNoteException("the text of a note ends in a newline");
        }
        if (Json.loneSurrogate(text) >= 0 || text.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
            throw new MalformedNoteException("the text of a note has no control characters");
        }
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new MalformedNoteException(
                    "a note has 1 to " + MAX_SIGNATURES + " signatures, not " + signatures.size());
        }
    }

    /// One signature line.
    ///
    /// @param name the name of the key
    /// @param base64 key id and signature
    public record Signature(String name, String base64) {

        private static final int KEY_ID_BYTES = 4;

        /// @throws MalformedNoteException if no signature line can look like that
        public Signature {
            try {
                KeyName.require(name);
                byte[] bytes = Base64.getDecoder().decode(base64);
                if (bytes.length <= KEY_ID_BYTES
                        || !Base64.getEncoder().encodeToString(bytes).equals(base64)) {
                    throw new IllegalArgumentException("too short, or not canonical");
                }
            } catch (IllegalArgumentException malformed) {
                throw new MalformedNoteException("a signature line is malformed: " + malformed.getMessage());
            }
        }

        static Signature of(NoteSigner signer, byte[] signature) {
            byte[] line = ByteBuffer.allocate(KEY_ID_BYTES + signature.length)
                    .putInt(signer.verifier().keyId())
                    .put(signature)
                    .array();
            return new Signature(signer.name(), Base64.getEncoder().encodeToString(line));
        }

        /// Reads a signature line without its newline.
        ///
        /// @throws MalformedNoteException if it is none
        public static Signature parse(String line) {
            int space = line.indexOf(' ', DASH.length());
            if (!line.startsWith(DASH) || space < 0) {
                throw new MalformedNoteException("a signature line is malformed: it reads '\u2014 name signature'");
            }
            return new Signature(line.substring(DASH.length(), space), line.substring(space + 1));
        }

        /// Of each key, by its name and id, the newest line; of lines that bear no time, the first.
        public static List<Signature> newest(Collection<Signature> signatures) {
            Map<Key, Signature> newest = new LinkedHashMap<>();
            for (Signature signature : signatures) {
                newest.merge(
                        new Key(signature.name, signature.keyId()),
                        signature,
                        (known, other) -> other.seconds() > known.seconds() ? other : known);
            }
            return List.copyOf(newest.values());
        }

        private record Key(String name, int id) {}

        /// The time of a cosignature; 0 of whatever else.
        private long seconds() {
            byte[] bytes = bytes();
            return bytes.length == Cosignature.BYTES ? Cosignature.seconds(bytes) : 0;
        }

        /// The signature line, without a newline.
        public String format() {
            return DASH + name + ' ' + base64;
        }

        /// Whether this claims to be of that key: name and id agree.
        boolean claims(NoteVerifier key) {
            return key.name().equals(name) && key.keyId() == keyId();
        }

        public int keyId() {
            return ByteBuffer.wrap(decoded()).getInt();
        }

        byte[] bytes() {
            byte[] decoded = decoded();
            return Arrays.copyOfRange(decoded, KEY_ID_BYTES, decoded.length);
        }

        private byte[] decoded() {
            return Base64.getDecoder().decode(base64);
        }
    }

    /// Signs a text, which has to end in a newline.
    public static SignedNote sign(String text, NoteSigner... signers) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<Signature> signatures = new ArrayList<>();
        for (NoteSigner signer : signers) {
            signatures.add(Signature.of(signer, signer.sign(bytes)));
        }
        return new SignedNote(text, signatures);
    }

    /// The same text with further signatures below, and of each key one line only: a witness that is asked again
    /// cosigns anew, and its newest word is enough. Lines stay in the order in which their keys came, so that the
    /// log's own stays first.
    ///
    /// @throws MalformedNoteException if these are too many
    public SignedNote with(Collection<Signature> further) {
        List<Signature> all = new ArrayList<>(signatures);
        all.addAll(further);
        return new SignedNote(text, Signature.newest(all));
    }

    /// The bytes of the note, in UTF-8.
    public byte[] format() {
        StringBuilder out = new StringBuilder(text).append('\n');
        for (Signature signature : signatures) {
            out.append(signature.format()).append('\n');
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Reads a note without trusting it.
    ///
    /// @throws MalformedNoteException if it is none
    public static SignedNote parse(byte[] note) {
        if (note.length > MAX_BYTES) {
            throw new MalformedNoteException("the note is longer than " + MAX_BYTES + " bytes");
        }
        String whole = new String(note, StandardCharsets.UTF_8);
        if (!Arrays.equals(whole.getBytes(StandardCharsets.UTF_8), note)) {
            throw new MalformedNoteException("the note is not UTF-8");
        }
        // The text may hold empty lines of its own; signatures can't.
        int split = whole.lastIndexOf("\n\n");
        if (split < 0 || !whole.endsWith("\n")) {
            throw new MalformedNoteException("the note does not end in an empty line and signature lines");
        }
        List<Signature> signatures = new ArrayList<>();
        for (String line : whole.substring(split + 2).split("\n", MAX_SIGNATURES + 2)) {
            if (!line.isEmpty()) {
                signatures.add(Signature.parse(line));
            }
        }
        return new SignedNote(whole.substring(0, split + 1), signatures);
    }

    /// Checks the signatures of trusted keys and ignores those of others, as the specification demands.
    ///
    /// @return the trusted keys that signed, in the order of their lines
    /// @throws UntrustedNoteException if the signature of a trusted key is wrong, or no trusted key signed
    public List<NoteVerifier> verify(Collection<NoteVerifier> trusted) throws UntrustedNoteException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<NoteVerifier> signed = new ArrayList<>();
        for (Signature signature : signatures) {
            for (NoteVerifier key : trusted) {
                if (!signature.claims(key)) {
                    continue;
                }
                if (!key.verify(bytes, signature.bytes())) {
                    throw new UntrustedNoteException("the signature of " + key + " is wrong");
                }
                if (!signed.contains(key)) {
                    signed.add(key);
                }
            }
        }
        if (signed.isEmpty()) {
            throw new UntrustedNoteException("none of the trusted keys has signed");
        }
        return signed;
    }
}
