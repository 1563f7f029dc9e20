package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What section 4 of `docs/format.md` says of keys and signatures is what the code does with its examples.
class NotesOnTheFormatPageTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- (bytes|note): (\\S+) -->\n```\\w*\n(.*?)\n```\n", Pattern.DOTALL);

    private final Map<String, String> examples = new LinkedHashMap<>();

    NotesOnTheFormatPageTest() throws IOException {
        String page =
                Files.readString(Path.of(System.getProperty("basedir", ".")).resolve("../docs/format.md"));
        Matcher matcher = EXAMPLE.matcher(page);
        while (matcher.find()) {
            examples.put(matcher.group(1) + ":" + matcher.group(2), matcher.group(3));
        }
    }

    private String example(String id) {
        return Objects.requireNonNull(examples.get(id), id);
    }

    private byte[] note(String id) {
        return (example("note:" + id) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private NoteVerifier inForce() {
        return NoteVerifier.parse(example("bytes:key"));
    }

    @Test
    void noExampleIsLeftUnchecked() {
        assertThat(examples.keySet().stream().filter(id -> id.startsWith("note:")))
                .containsExactly(
                        "note:refused-key",
                        "note:wrong-signature-of-an-old-key",
                        "note:wrong-signature-beside-a-right-one",
                        "note:s-not-below-the-order");
    }

    @Test
    void theKeyOfSmallOrderIsRefused() {
        assertThatThrownBy(() -> NoteVerifier.parse(example("note:refused-key")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("small order");
    }

    @Test
    void theWrongSignatureOfTheOldKeyIsIgnored() throws UntrustedNoteException {
        byte[] note = note("wrong-signature-of-an-old-key");
        NoteVerifier old = KeyRotation.parse(example("bytes:rotation")).oldKey();
        assertThat(SignedNote.parse(note).signatures().getFirst().claims(old)).isTrue();
        assertThatThrownBy(() -> Checkpoint.open(note, old)).hasMessageEndingWith("is wrong");
        assertThat(Checkpoint.open(note, inForce()).size()).isEqualTo(2);
    }

    @Test
    void theOthersAreRefused() {
        for (String id : List.of("wrong-signature-beside-a-right-one", "s-not-below-the-order")) {
            assertThat(SignedNote.parse(note(id)).signatures().getLast().claims(inForce()))
                    .isTrue();
            assertThatThrownBy(() -> Checkpoint.open(note(id), inForce()))
                    .as(id)
                    .isInstanceOf(UntrustedNoteException.class)
                    .hasMessageEndingWith("is wrong");
        }
    }
}
