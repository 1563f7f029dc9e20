package org.trialbook.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The checkpoints that come with a record. They are read before the lines, to know at which sizes roots
/// are needed, and judged after them, because the lines say which key had to sign.
final class CheckpointsAgainstKeys {

    /// How the checkpoint is called that the inspector remembers.
    static final String REMEMBERED = "the remembered checkpoint";

    private final Findings findings;
    private final List<Claim> earlier = new ArrayList<>();
    private @Nullable Claim main;
    private @Nullable Claim remembered;
    private int trusted;
    private List<Cosignature> cosignatures = List.of();

    private record Claim(String entry, SignedNote note, Checkpoint checkpoint) {}

    CheckpointsAgainstKeys(Findings findings, TrustAnchors trust) {
        this.findings = findings;
        if (trust.since() != null) {
            remembered = new Claim(
                    REMEMBERED,
                    trust.since(),
                    Checkpoint.parseBody(trust.since().text()));
        }
    }

    /// Takes the checkpoint that vouches for the whole record.
    void take(String entry, byte[] note) {
        main = read(entry, note);
    }

    /// Takes one of fewer events, after the one that vouches for all.
    void takeEarlier(String entry, byte[] note) {
        Claim claim = read(entry, note);
        if (claim == null) {
            return;
        }
        long size = claim.checkpoint.size();
        if (!entry.equals(BundleEntries.ofEarlier(claim.checkpoint))) {
            findings.add(new Finding.MalformedEntry(entry, "its checkpoint is of size " + size));
        } else if (main != null && size >= main.checkpoint.size()) {
            findings.add(new Finding.MalformedEntry(
                    entry, "it is not earlier than the checkpoint of size " + main.checkpoint.size()));
        } else {
            earlier.add(claim);
        }
    }

    private @Nullable Claim read(String entry, byte[] bytes) {
        try {
            SignedNote note = SignedNote.parse(bytes);
            return new Claim(entry, note, Checkpoint.parseBody(note.text()));
        } catch (MalformedNoteException malformed) {
            findings.add(new Finding.MalformedEntry(entry, String.valueOf(malformed.getMessage())));
            return null;
        }
    }

    /// What vouches for the whole record, or claims to; null if that is unreadable.
    @Nullable
    Checkpoint checkpoint() {
        return main == null ? null : main.checkpoint;
    }

    /// At which sizes a root is needed.
    RootsAgainstCheckpoints roots() {
        List<Checkpoint> all = new ArrayList<>();
        earlier.forEach(claim -> all.add(claim.checkpoint));
        if (main != null) {
            all.add(main.checkpoint);
        }
        if (remembered != null) {
            all.add(remembered.checkpoint);
        }
        return new RootsAgainstCheckpoints(all);
    }

    /// How many earlier checkpoints were signed as they must be.
    int trustedEarlier() {
        return trusted;
    }

    /// Which witnesses cosigned the checkpoint.
    List<Cosignature> cosignatures() {
        return cosignatures;
    }

    /// @param keys which key had to sign at which size
    /// @param leaves how many leaves there are, or null if not all were read
    void judge(KeyChain.Verdict keys, WitnessPolicy witnesses, RootsAgainstCheckpoints roots, @Nullable Long leaves) {
        Set<Checkpoint> counted = new HashSet<>();
        if (main != null) {
            // Even if nobody trusted has signed it, comparing it with the events may show what was done
            // to it.
            counted.add(main.checkpoint);
            isSigned(main, keys);
            requireWitnesses(main, witnesses);
        }
        for (Claim claim : earlier) {
            if (isSigned(claim, keys)) {
                trusted++;
                counted.add(claim.checkpoint);
            }
        }
        roots.judge(counted::contains, leaves, findings);
        if (remembered != null && isSigned(remembered, keys)) {
            compareWithRemembered(remembered.checkpoint, roots, leaves);
        }
    }

    private void requireWitnesses(Claim claim, WitnessPolicy witnesses) {
        try {
            cosignatures = witnesses.require(claim.note);
        } catch (UntrustedNoteException tooFew) {
            findings.add(new Finding.TooFewWitnesses(claim.entry + ": " + tooFew.getMessage()));
        }
    }

    private boolean isSigned(Claim claim, KeyChain.Verdict keys) {
        KeyHistory history = keys.keys();
        if (history == null) {
            findings.add(new Finding.UntrustedCheckpoint(claim.entry, "there is no key to check its signature with"));
            return false;
        }
        long size = claim.checkpoint.size();
        NoteVerifier inForce = history.keyFor(size);
        try {
            Checkpoint.open(claim.note.format(), inForce);
            return true;
        } catch (UntrustedNoteException untrusted) {
            findings.add(new Finding.UntrustedCheckpoint(claim.entry, String.valueOf(untrusted.getMessage())));
            Long gap = keys.gapBelow(size);
            if (gap != null && bearsAnotherKeyOfTheLog(claim.note, inForce)) {
                findings.add(new Finding.WithheldRotation(gap, size, claim.entry, inForce.toString()));
            }
            return false;
        }
    }

    private static boolean bearsAnotherKeyOfTheLog(SignedNote note, NoteVerifier inForce) {
        return note.signatures().stream()
                .anyMatch(signature -> signature.name().equals(inForce.name()) && !signature.claims(inForce));
    }

    private void compareWithRemembered(Checkpoint before, RootsAgainstCheckpoints roots, @Nullable Long leaves) {
        TreeHash now = roots.reached(before);
        long signed = main == null ? Long.MAX_VALUE : main.checkpoint.size();
        if (before.size() > signed || (now == null && leaves != null)) {
            findings.add(new Finding.Rollback(Math.min(signed, leaves == null ? signed : leaves), before.size()));
        } else if (now != null && !now.equals(before.root())) {
            findings.add(new Finding.Fork(0, before.size(), before.root(), now));
        }
    }
}
