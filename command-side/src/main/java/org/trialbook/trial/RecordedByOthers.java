package org.trialbook.trial;

import java.util.Optional;
import java.util.function.Supplier;
import org.trialbook.access.Role;
import org.trialbook.access.SharedQuestions;
import org.trialbook.casebook.StudyBlinding;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.UnknownEventException;
import org.trialbook.ledger.EventLine;
import org.trialbook.protocol.SealedContent;
import org.trialbook.store.OthersMayWrite;

/// What a process that is no command side may record: that somebody was shown what is sealed, of a question that they
/// may ask, and of their own site's subjects if they are at one. The database lets it insert any block.
final class RecordedByOthers implements OthersMayWrite {

    /// As the query side's ledger makes its keys; an act's begins with another letter.
    private static final String KEY = "x[0-9a-f]{32}";

    private final Supplier<StudyBlinding> blinding;

    /// @param blinding who is blind by the protocol
    RecordedByOthers(Supplier<StudyBlinding> blinding) {
        this.blinding = blinding;
    }

    @Override
    public Optional<String> objection(EventLine line) {
        EventTypes.StoredName exposed = EventTypes.nameOf(StudyEvent.AllocationAccessed.class);
        if (!line.type().equals(exposed.qualified())) {
            return Optional.of("an event of type " + line.type());
        }
        EventLine.Actor actor = line.actor();
        if (actor == null || line.command() == null || !line.command().matches(KEY)) {
            return Optional.of("a look at what is sealed without an actor or a key of its kind");
        }
        try {
            return EventJson.read(line.type(), line.version(), line.payload())
                                    instanceof StudyEvent.AllocationAccessed event
                            && mayAsk(actor, event.view())
                            && ofTheirSite(actor, event)
                    ? Optional.empty()
                    : Optional.of("a look at what is sealed by somebody who may not have it");
        } catch (UnknownEventException ofALaterRelease) {
            return Optional.of(ofALaterRelease.sentence());
        } catch (RuntimeException e) {
            return Optional.of("a look at what is sealed that cannot be read");
        }
    }

    /// An amendment may blind somebody who was shown something a moment before: that is recorded, and no breach.
    private boolean mayAsk(EventLine.Actor actor, String view) {
        Role role = Role.named(actor.role()).orElse(null);
        return role != null
                && blinding.get().everMightKnow(role.storedName(), SealedContent.ALLOCATION)
                && SharedQuestions.SHOWING_ALLOCATION.stream()
                        .anyMatch(question -> question.name().equals(view) && question.openTo(role));
    }

    private static boolean ofTheirSite(EventLine.Actor actor, StudyEvent.AllocationAccessed event) {
        if (actor.site() == null) {
            return Role.named(actor.role()).filter(Role::atSite).isEmpty();
        }
        String own = new SiteId(actor.site()).value() + "-";
        return event.subjects().stream().allMatch(subject -> subject.value().startsWith(own));
    }
}
