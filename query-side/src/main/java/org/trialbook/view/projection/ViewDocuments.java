package org.trialbook.view.projection;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The commands of a document store that [LeasedViews] needs; each is about one document, or about several one by
/// one.
interface ViewDocuments {

    /// Who writes a group's stored views, and how far they have come.
    ///
    /// @param beat raised by every change, which is conditional on the beat that was seen. A writer that does not
    ///     raise it is gone
    /// @param fence raised whenever another writer takes over
    /// @param owner the writer; null when it has left
    /// @param edition of the views: their collections bear its name, and views made anew are of another one, so
    ///     that whoever still writes to the one before can spoil nothing. Empty before the first
    /// @param size how many events all of them contain, as far as they concern them
    /// @param last leaf hash of the last of these; empty when there is none
    /// @param through how many events any of them may contain by now
    /// @param lastThrough leaf hash of the last of these
    record Progress(
            long beat,
            long fence,
            @Nullable String owner,
            String edition,
            long size,
            String last,
            long through,
            String lastThrough) {

        static final Progress NONE = new Progress(0, 0, null, "", 0, "", 0, "");

        Progress heldBy(String writer) {
            return new Progress(
                    beat + 1,
                    writer.equals(owner) ? fence : fence + 1,
                    writer,
                    edition,
                    size,
                    last,
                    through,
                    lastThrough);
        }

        Progress left() {
            return new Progress(beat + 1, fence, null, edition, size, last, through, lastThrough);
        }

        Progress anew(String another) {
            return new Progress(beat, fence, owner, another, 0, "", 0, "");
        }

        /// Some views may go so far from now on.
        Progress through(long to, String leaf) {
            return to <= through ? this : new Progress(beat, fence, owner, edition, size, last, to, leaf);
        }

        /// All views have come so far.
        Progress reached(long to, String leaf) {
            return new Progress(beat + 1, fence, owner, edition, to, leaf, through, lastThrough);
        }
    }

    /// @param group [ProjectionGroup#key()]
    Optional<Progress> progress(String group);

    /// Replaces what was seen, unless somebody has done so since.
    ///
    /// @param seen [Progress#NONE] when there was nothing
    /// @return whether it was replaced
    boolean replace(String group, Progress seen, Progress next);

    /// Writes each of the views, unless there is a newer one or the same, or a writer of a later fence has
    /// written it.
    void write(String collection, Collection<StoredView> views, long fence);

    List<StoredView> all(String collection);

    void drop(String collection);
}
