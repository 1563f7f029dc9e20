package org.trialbook.store;

import java.util.Set;

/// Keys of an event message's metadata that become members of its line. Every other key goes to the line's
/// `metadata`.
public final class LineMetadata {
    /// The study the event belongs to.
    public static final String STUDY = "study";
    /// When it happened in the clinic: ISO 8601 with offset and zone.
    public static final String OCCURRED_AT = "occurredAt";
    /// Who did it. The line has an actor only if id, name and role are all given.
    public static final String ACTOR_ID = "actor.id";

    public static final String ACTOR_NAME = "actor.name";
    public static final String ACTOR_ROLE = "actor.role";
    /// The actor's site; only people of a site have one.
    public static final String ACTOR_SITE = "actor.site";
    /// Key of the command that caused the event.
    public static final String COMMAND = "command";
    /// Why, in the actor's words.
    public static final String REASON = "reason";
    /// What keys begin with that name a tag beside those which the event says itself: `tag.recording`. They are
    /// not kept in the line; the tag is.
    public static final String TAG = "tag.";

    static final Set<String> ACTOR = Set.of(ACTOR_ID, ACTOR_NAME, ACTOR_ROLE, ACTOR_SITE);

    private LineMetadata() {}
}
