package org.trialbook.store.media;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.trialbook.store.StoreFailedException;

/// Texts that stand beside a log because no line holds them, among its media: kept, copied and verified as these are.
public final class StoredTexts {

    /// As which they are told from recordings.
    public static final String TYPE = "text/plain;charset=utf-8";

    private final MediaStore store;

    public StoredTexts(MediaStore store) {
        this.store = store;
    }

    /// Nothing when there is none of the hash.
    ///
    /// @throws DamagedMediaException when its bytes are not those of the hash
    public Optional<String> find(String hash) {
        return store.find(hash)
                .filter(found -> found.contentType().equals(TYPE))
                .map(this::read);
    }

    private String read(StoredMedia text) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            store.write(text, out);
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// When this returns, it is on the disk. The same text again changes nothing.
    public void store(String hash, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            store.store(new StoredMedia(hash, TYPE, bytes.length), new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new StoreFailedException("The text %s can't be stored".formatted(hash), e);
        }
    }
}
