package org.trialbook.media.pdf;

import java.util.List;
import java.util.Map;

/// What a PDF is made of (ISO 32000-2, 7.3). Strings and names are their bytes, as Latin-1.
sealed interface PdfObject {

    record Null() implements PdfObject {}

    record Bool(boolean value) implements PdfObject {}

    record Num(double value, boolean whole) implements PdfObject {

        /// Whether it is a whole number from 0 to a largest one.
        boolean upTo(long most) {
            return whole && value >= 0 && value <= most;
        }
    }

    record Name(String value) implements PdfObject {}

    record Text(String bytes) implements PdfObject {}

    record Array(List<PdfObject> items) implements PdfObject {}

    record Dict(Map<String, PdfObject> entries) implements PdfObject {

        PdfObject get(String key) {
            return entries.getOrDefault(key, NOTHING);
        }

        /// Whether the entry is this name.
        boolean is(String key, String name) {
            return get(key) instanceof Name found && found.value().equals(name);
        }
    }

    record Ref(int number, int generation) implements PdfObject {}

    /// @param offset of the first byte of its content in the file
    record Stream(Dict dict, long offset, int length) implements PdfObject {}

    /// A keyword, an operator or a bracket: what stands between objects and is none.
    record Word(String word) implements PdfObject {

        boolean is(String other) {
            return word.equals(other);
        }
    }

    PdfObject NOTHING = new Null();
}
