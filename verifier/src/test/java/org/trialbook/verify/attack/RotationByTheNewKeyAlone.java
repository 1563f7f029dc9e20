package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.KeyRotation;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.SignedNote;

/// A rotation bears the signature of the new key only: the key in force has never handed over.
final class RotationByTheNewKeyAlone implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        NoteSigner forger = bundle.anotherKey();
        NoteVerifier inForce = NoteVerifier.parse(bundle.text("key.vkey").strip());
        NoteSigner another = bundle.anotherKey();
        String statement = KeyRotation.sign(another, forger)
                .note()
                .text()
                .replace(another.verifier().toString(), inForce.toString());
        bundle.rotate(5, new KeyRotation(inForce, forger.verifier(), SignedNote.sign(statement, forger)).payload());
        bundle.hashAgain();
        bundle.sign(8, forger);
        bundle.sign(12, forger);
    }

    @Override
    public String answeredWith() {
        return "untrusted-rotation";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(5);
    }
}
