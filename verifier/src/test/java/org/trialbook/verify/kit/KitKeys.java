package org.trialbook.verify.kit;

import java.security.SecureRandom;
import java.util.Arrays;
import org.trialbook.ledger.KeyType;
import org.trialbook.ledger.NoteSigner;

/// The keys of the kit. Everybody knows them: they vouch for nothing.
final class KitKeys {

    static final String ORIGIN = "example.org/hot-crt";

    static final NoteSigner LOG = log(1);
    static final NoteSigner SECOND = log(2);
    static final NoteSigner THIRD = log(3);
    static final NoteSigner STRANGER = log(9);
    static final NoteSigner WITNESS_A = witness("witness.example.net/a", 11);
    static final NoteSigner WITNESS_B = witness("witness.example.net/b", 12);
    static final NoteSigner WITNESS_C = witness("witness.example.net/c", 13);

    private KitKeys() {}

    static NoteSigner log(int number) {
        return named(ORIGIN, number);
    }

    static NoteSigner named(String name, int number) {
        return NoteSigner.generate(name, new Repeated(number));
    }

    private static NoteSigner witness(String name, int number) {
        return NoteSigner.generate(name, KeyType.WITNESS, new Repeated(number));
    }

    /// The same byte for ever.
    private static final class Repeated extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final int value;

        Repeated(int value) {
            this.value = value;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) value);
        }
    }
}
