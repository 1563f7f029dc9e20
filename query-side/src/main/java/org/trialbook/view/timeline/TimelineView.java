package org.trialbook.view.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.event.EventTypes;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.question.SiteScope;
import org.trialbook.view.record.SealedFields;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What was recorded about one subject, or, under a read's code, about one read.
///
/// @param site null for a read
/// @param reads the codes of the subject's reads, whose own entries belong to the subject's timeline
public record TimelineView(@Nullable String site, SortedSet<String> reads, List<Entry> entries) {

    /// One event.
    ///
    /// @param what the event's stored name without its namespace
    /// @param fields what was recorded; a sealed field is `{"sealed":true}`
    public record Entry(
            long position,
            Instant recordedAt,
            @Nullable String occurredAt,
            EventLine.@Nullable Actor actor,
            String what,
            @Nullable String reason,
            JsonNode fields) {

        /// As somebody blinded may see it.
        public static Entry of(ProjectedEvent recorded) {
            ObjectNode fields = SealedFields.withhold(recorded.event());
            fields.remove(List.of("study", "subject", "site"));
            // A leaf hash depends on where its line stands, and that on what is withheld before it.
            fields.path("forms").forEach(form -> {
                if (form instanceof ObjectNode signed) {
                    signed.remove("leaves");
                }
            });
            return new Entry(
                    recorded.position(),
                    recorded.recordedAt(),
                    recorded.occurredAt(),
                    recorded.actor(),
                    EventTypes.nameOf(recorded.event().getClass()).name(),
                    recorded.reason(),
                    fields);
        }

        /// As the caller may know who did it: what a reader tells of a subject tells the site neither who reads
        /// nor in which zone.
        public Entry to(Caller caller) {
            return actor != null && SiteScope.isOfTheCoreLab(caller, actor.role()) ? byRoleAlone(actor.role()) : this;
        }

        private Entry byRoleAlone(String role) {
            EventLine.Actor somebody = new EventLine.Actor(role, role, role, null);
            return new Entry(position, recordedAt, null, somebody, what, reason, fields);
        }
    }

    TimelineView with(Entry entry) {
        List<Entry> longer = new ArrayList<>(entries);
        longer.add(entry);
        return new TimelineView(site, reads, Collections.unmodifiableList(longer));
    }

    TimelineView at(String next) {
        return new TimelineView(next, reads, entries);
    }

    TimelineView withRead(String code) {
        SortedSet<String> more = new TreeSet<>(reads);
        more.add(code);
        return new TimelineView(site, Collections.unmodifiableSortedSet(more), entries);
    }
}
