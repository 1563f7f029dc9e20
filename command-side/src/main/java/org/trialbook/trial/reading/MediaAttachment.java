package org.trialbook.trial.reading;

import java.util.List;
import org.trialbook.event.ReadingEvent.MediaAttached;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Rule;

/// Decides whether a media object is put to a recording: by its own site or centrally, before anybody was given it.
public final class MediaAttachment extends ReadDecision<AttachMedia> {

    static final int MOST = 100;

    private static final List<Rule<AttachMedia, Known>> RULES = List.of(
            new Rule<>(
                    "the recording is of the caller's site",
                    (act, known) ->
                            known.recording().ofSite(act.context().actor().site())
                                    ? null
                                    : new ReadRefusal.UnknownRead(act.read())),
            new Rule<>(
                    "nobody was given it",
                    (act, known) -> known.recording().givenOut() ? new ReadRefusal.AlreadyGivenOut(act.read()) : null),
            new Rule<>(
                    "it is not one of the recording's already",
                    (act, known) ->
                            known.recording().media().contains(act.media().hash())
                                    ? new ReadRefusal.AlreadyAttached(
                                            act.media().hash())
                                    : null),
            new Rule<>(
                    "it is not of another recording",
                    (act, known) -> known.recordings().attached(act.media().hash())
                            ? new ReadRefusal.MediaOfAnotherRecording(
                                    act.media().hash())
                            : null),
            new Rule<>(
                    "it is of the recording's modality",
                    (act, known) ->
                            MediaModality.refusal(act.media(), known.recording().modality())),
            new Rule<>(
                    "there are not too many",
                    (act, known) ->
                            known.recording().media().size() >= MOST ? new ReadRefusal.TooManyMedia(MOST) : null));

    public MediaAttachment() {
        super("attach-media", AttachMedia.class);
    }

    /// To which recording a file belongs, no tag says in what was recorded earlier.
    @Override
    public Boundary boundary(AttachMedia act) {
        return super.boundary(act).andTypes(MediaAttached.class);
    }

    @Override
    List<Rule<AttachMedia, Known>> rules() {
        return RULES;
    }

    @Override
    Outcome recorded(AttachMedia act, Known known) {
        return Outcome.recorded(new MediaAttached(
                act.context().study(),
                known.recording().code(),
                act.media().hash(),
                act.media().contentType(),
                Math.toIntExact(act.media().bytes())));
    }
}
