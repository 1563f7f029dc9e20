package org.trialbook.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What somebody notes of a place in a subject's casebook. It changes no datum and asks nothing of anybody.
///
/// @param onPaper where the place was written on paper first; null of every other note
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CasebookNote(
        CasebookPlace about, String text, @Nullable OnPaper onPaper) {

    public CasebookNote(CasebookPlace about, String text) {
        this(about, text, null);
    }

    /// The source of what was entered after the record could not be reached (ICH E6(R3) 4.2.2: who made the entry,
    /// and when). Who entered it here, and when, stands on the line of what was entered.
    public record OnPaper(String by, LocalDate on) {}
}
