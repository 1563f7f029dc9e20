package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyNameTest {

    /// White_Space of Unicode's PropList, and the control characters below U+0020.
    static IntStream notInANameWhateverStandsAround() {
        int[] white = {
            0x20, 0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009,
            0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, '+', 0xd800, 0xdfff
        };
        return IntStream.concat(IntStream.range(0, 0x20), IntStream.of(white));
    }

    @ParameterizedTest
    @MethodSource
    void notInANameWhateverStandsAround(int c) {
        String character = String.valueOf((char) c);
        for (String name : new String[] {character, "a" + character, character + "b", "a" + character + "b"}) {
            assertThatThrownBy(() -> KeyName.require(name)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Checkpoint(name, 1, Sha256.empty()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new SignedNote.Signature(name, "AAAAAAA="))
                    .isInstanceOf(MalformedNoteException.class);
        }
    }

    @Test
    void aNameIsNotEmpty() {
        assertThatThrownBy(() -> KeyName.require("")).isInstanceOf(IllegalArgumentException.class);
    }

    /// What looks like white space and is none: a soft hyphen, a zero-width space, a byte order mark, and others.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u007fb",
                "a\u00adb",
                "a\u180eb",
                "a\u200bb",
                "a\u2060b",
                "\ufeffa",
                "a\u0086b",
                "a\ud83d\ude00b"
            })
    void everythingElseMayStandInAName(String name) {
        assertThat(KeyName.require(name)).isEqualTo(name);
    }
}
