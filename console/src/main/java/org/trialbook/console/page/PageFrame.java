package org.trialbook.console.page;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What surrounds a page: whose it is, of which study and moment, and where to go from here.
///
/// @param person the stable id of whom every form of the page is given to
/// @param practice whether the study is only for practice
/// @param idleSeconds after how long without a request the session ends
/// @param unblinded whether the page may show an arm, and looking at it is recorded
public record PageFrame(
        String study,
        String person,
        String name,
        String capacity,
        boolean blinded,
        boolean practice,
        String today,
        long idleSeconds,
        Moment moment,
        boolean unblinded,
        List<Part> parts) {

    /// @param told what the page is based on, as the record said it; null on a page that is not about the record
    /// @param counted whether that is a number of events, and not a token
    /// @param asOf the earlier moment asked for; null for now
    /// @param kept parameters of the page that another moment of it keeps
    public record Moment(
            @Nullable String told,
            boolean counted,
            @Nullable String asOf,
            Map<String, String> kept) {

        public String words() {
            return told == null ? "" : counted ? "#" + told : told;
        }
    }

    /// @param heading empty for what stands at the top
    public record Part(String heading, List<Link> links) {}

    /// @param here whether this is the page being shown, or leads to it
    /// @param waiting how much there is to do; 0 where nothing is, or it is not counted
    public record Link(String href, String label, boolean here, int waiting) {}

    public @Nullable String asOf() {
        return moment.asOf();
    }

    /// Whether this person has a list of subjects in which to find one.
    public boolean finds() {
        return links().stream().anyMatch(link -> link.href().equals("/subjects"));
    }

    public List<Link> links() {
        return parts.stream().flatMap(part -> part.links().stream()).toList();
    }
}
