package org.trialbook.event;

/// A label under which an event is found again when a decision sources its boundary. Tags are readable
/// in the log:
/// nothing that reveals an arm may stand in one.
public record EventTag(String key, String value) {

    public static final String SUBJECT = "subject";
    public static final String SITE = "site";
    public static final String STRATUM = "stratum";
    public static final String READ = "read";
    /// The code under which a recording was first registered; on its further reads.
    public static final String RECORDING = "recording";
    /// The hashed idempotency key of the act that recorded the event.
    public static final String COMMAND = "command";

    static EventTag of(SubjectId subject) {
        return new EventTag(SUBJECT, subject.value());
    }

    static EventTag of(SiteId site) {
        return new EventTag(SITE, site.value());
    }

    static EventTag of(ReadCode read) {
        return new EventTag(READ, read.value());
    }
}
