package org.trialbook.console.form;

import java.util.List;
import org.trialbook.console.form.FormField.Choice;

/// A field of a form that is being filled in: what is asked, what is typed so far, and what is wrong with it.
///
/// @param problem empty where nothing is
/// @param asked whether it is in sight: it is unless the other answers surely leave it out and nothing is typed
///     into it
/// @param offsets of the two times of day that one text can mean, when clocks are put back
/// @param reasons that the record wants for odd answers, to be said beside this one
public record AskedField(
        FormField field,
        String value,
        String unit,
        String missing,
        String offset,
        String problem,
        String hint,
        boolean asked,
        List<Choice> offsets,
        List<OddAnswer> reasons) {

    /// An odd answer that is kept if somebody says why it is so.
    ///
    /// @param check the soft check's code
    /// @param text what the check says
    /// @param value the reason, as typed
    /// @param problem what is wrong with the reason; empty where nothing is
    public record OddAnswer(String check, String text, String value, String problem) {
        public String name() {
            return TypedForm.KEPT + check;
        }
    }

    public boolean chose(String code) {
        return List.of(value.split(",", -1)).contains(code);
    }
}
