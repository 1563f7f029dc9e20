package org.trialbook.simulation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.AcceptedFiles;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol;

/// The file with which the simulation answers every item that asks for one: a white point. It is uploaded once, before
/// anybody names it.
final class SamplePicture {

    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg==";

    private SamplePicture() {}

    static byte[] bytes() {
        return Base64.getDecoder().decode(PNG);
    }

    /// Whether some form of the protocol asks for it.
    static boolean isAsked(Protocol protocol) {
        return protocol.forms().stream().flatMap(form -> form.items().stream()).anyMatch(SamplePicture::answers);
    }

    /// Whether the item takes it.
    static boolean answers(Item item) {
        AcceptedFiles files = item.files();
        return files != null && files.types().contains(AcceptedFiles.Format.PNG);
    }

    static ItemValue named() {
        try {
            return ItemValue.of(ItemValue.FILE
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
