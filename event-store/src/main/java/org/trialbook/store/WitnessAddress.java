package org.trialbook.store;

import java.net.URI;
import org.trialbook.ledger.KeyType;
import org.trialbook.ledger.NoteVerifier;

/// A witness that is asked to cosign: its public key, and the address below which it takes `add-checkpoint`.
public record WitnessAddress(NoteVerifier key, URI url) {

    /// @throws IllegalArgumentException if the key is not a witness's, or the address not of HTTP
    public WitnessAddress {
        if (key.type() != KeyType.WITNESS) {
            throw new IllegalArgumentException(key + " is not a witness's key");
        }
        if (url.getHost() == null
                || !(url.getScheme().equals("http") || url.getScheme().equals("https"))) {
            throw new IllegalArgumentException(url + " is not the address of a witness");
        }
    }

    /// @throws IllegalArgumentException if the key is not a witness's, or the address not of HTTP
    public static WitnessAddress of(String key, String url) {
        return new WitnessAddress(NoteVerifier.parse(key, KeyType.WITNESS), URI.create(url));
    }

    URI below(String path) {
        String base = url.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + path);
    }

    @Override
    public String toString() {
        return key.name() + " at " + url;
    }
}
