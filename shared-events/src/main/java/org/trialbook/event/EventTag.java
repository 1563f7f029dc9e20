package org.trialbook.event;

/// A label under which an event is found again when a decision sources its boundary. Tags are readable in the log:
/// nothing that reveals an arm may stand in one.
public record EventTag(String key, String value) {

    public static final String SUBJECT = "subject";
    public static final String SITE = "site";
    public static final String STRATUM = "stratum";
    public static final String READ = "read";
    /// The code under which a recording was first registered. Its further reads say it themselves; what else
    /// happens to its reads is given it by whoever decides, and lacks it where an earlier release recorded it.
    public static final String RECORDING = "recording";
    /// The hashed idempotency key of the act that recorded the event.
    public static final String COMMAND = "command";

    /// The number of the subject's unblinding in which whoever acts learned the arm, of somebody whom the protocol
    /// blinds.
    public static final String UNBLINDED = "unblinded";

    static EventTag of(SubjectId subject) {
        return new EventTag(SUBJECT, subject.value());
    }

    static EventTag of(SiteId site) {
        return new EventTag(SITE, site.value());
    }

    public static EventTag of(ReadCode read) {
        return new EventTag(READ, read.value());
    }

    public static EventTag afterUnblinding(int unblinding) {
        return new EventTag(UNBLINDED, Integer.toString(unblinding));
    }

    public static EventTag ofRecording(ReadCode first) {
        return new EventTag(RECORDING, first.value());
    }
}
