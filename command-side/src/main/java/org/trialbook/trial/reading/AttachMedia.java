package org.trialbook.trial.reading;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.INVESTIGATOR;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.MediaAttached;
import org.trialbook.event.ReadingEvent.RecordingTakenBack;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.media.UploadedMedia;

/// Puts a further media object to a recording: by its own site or centrally, before anybody was given it.
public final class AttachMedia extends ReadAct<AttachMedia.Body> {
    static final int MOST = 100;

    private static final Reason ALREADY_GIVEN_OUT = Reason.of(
            "read-already-given-out",
            "Everybody reads the same recording: its media are complete before anybody is given it.");
    private static final Reason ALREADY_ATTACHED =
            Reason.of("media-already-attached", "A media object belongs to a recording once.");
    private static final Reason TOO_MANY =
            Reason.of("too-many-media", "A recording has so many media objects and no more.");

    private final UploadedMedia uploads;

    /// @param media `sha256:` and the hash of what was uploaded
    public record Body(String media) {}

    public AttachMedia(UploadedMedia uploads) {
        super("attach-media", Body.class, COORDINATOR, INVESTIGATOR, DATA_MANAGER);
        this.uploads = uploads;
    }

    /// To which recording a file belongs, no tag says in what was recorded earlier.
    @Override
    public Boundary boundary(Command<ReadCode, Body> command) {
        return super.boundary(command).andTypes(MediaAttached.class).andTypes(RecordingTakenBack.class);
    }

    @Override
    List<Rule<Command<ReadCode, Body>, Known>> rulesOfRead() {
        return List.of(
                AttachMedia::ofTheCallersSite,
                this::notTakenBack,
                AttachMedia::nobodyWasGivenIt,
                this::notOneOfTheRecordings,
                this::notOfAnother,
                this::ofItsModality,
                AttachMedia::notTooMany);
    }

    @Override
    Outcome recorded(Command<ReadCode, Body> command, Known known) {
        StoredMedia media = media(command);
        return Outcome.recorded(new MediaAttached(
                command.study(),
                known.recording().code(),
                media.hash(),
                media.contentType(),
                Math.toIntExact(media.bytes())));
    }

    private StoredMedia media(Command<ReadCode, Body> command) {
        return uploads.uploaded(command.body().media());
    }

    private static @Nullable Refusal ofTheCallersSite(Command<ReadCode, Body> command, Known known) {
        return known.recording().ofSite(command.actor().site()) ? null : NO_SUCH_READ.refusal();
    }

    private static @Nullable Refusal nobodyWasGivenIt(Command<ReadCode, Body> command, Known known) {
        return known.recording().givenOut() ? ALREADY_GIVEN_OUT.with("read", command.target()) : null;
    }

    private @Nullable Refusal notOneOfTheRecordings(Command<ReadCode, Body> command, Known known) {
        String hash = media(command).hash();
        return known.recording().media().contains(hash) ? ALREADY_ATTACHED.with("media", hash) : null;
    }

    private @Nullable Refusal notOfAnother(Command<ReadCode, Body> command, Known known) {
        String hash = media(command).hash();
        return known.recordings().attached(hash) ? MediaModality.OF_ANOTHER_RECORDING.with("media", hash) : null;
    }

    private @Nullable Refusal ofItsModality(Command<ReadCode, Body> command, Known known) {
        return MediaModality.refusal(media(command), known.recording().modality());
    }

    private static @Nullable Refusal notTooMany(Command<ReadCode, Body> command, Known known) {
        return known.recording().media().size() >= MOST ? TOO_MANY.with("most", MOST) : null;
    }
}
