package org.trialbook.protocol;

/// Whether a text says anything, wherever one is asked for: of people, in protocols, on forms.
public final class FreeText {

    /// The law in words, for whoever broke it.
    public static final String LAW = "it says something only with a letter or a digit";

    private FreeText() {}

    /// Whether there is a letter or a digit in it, of any script. Blanks of whatever width, marks of direction,
    /// characters that are not shown, and dashes alone say nothing.
    public static boolean says(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
