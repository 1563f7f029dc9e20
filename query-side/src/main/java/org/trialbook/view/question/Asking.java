package org.trialbook.view.question;

import java.time.Clock;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.trialbook.access.Audience;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectId;
import org.trialbook.view.projection.AsOf;
import org.trialbook.view.projection.BeyondTheRecordException;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.projection.Rollup;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.projection.Views;

/// Asks the views questions: whether the caller may, of which moment, and how the answer is told to them.
public final class Asking {
    private final Views views;
    private final AudienceIndex audiences;
    private final Clock clock;

    public Asking(Views views, AudienceIndex audiences, Clock clock) {
        this.views = views;
        this.audiences = audiences;
        this.clock = clock;
    }

    public Views views() {
        return views;
    }

    /// @throws org.trialbook.access.problem.ProblemException when the caller may not ask it, or it can't be
    ///     answered
    public ResponseEntity<byte[]> answer(Question<QuestionAnswer> question, Caller caller, Asked asked) {
        Views.Answer<QuestionAnswer> given = ask(question, caller, asked);
        return write(question, caller, asked, given.size(), given.body());
    }

    /// What the views of the moment asked for come to, before it is written as an answer.
    public <A> Views.Answer<A> ask(Question<A> question, Caller caller, Asked asked) {
        require(question, caller, asked);
        String written = asked.parameter("after");
        if (written != null) {
            JustWritten.await(written, caller, views);
        }
        Parameters parameters = new Parameters(asked, clock.instant(), views.record(), audiences);
        AskedSnapshot moments = new AskedSnapshot(Audience.of(caller), audiences);
        try {
            AsOf moment = moments.parse(asked.parameter("asOf"));
            if (question.ofRecordAlone()) {
                long size = views.size(moment);
                return new Views.Answer<>(size, question.answer(new NoViews(size), caller, parameters));
            }
            return views.ask(moment, snapshot -> question.answer(snapshot, caller, parameters));
        } catch (BeyondTheRecordException e) {
            throw moments.beyond(e.size());
        }
    }

    /// Of a question about the record alone.
    private record NoViews(long size) implements Snapshot {
        @Override
        public <V> SortedMap<String, V> all(Projection<V> projection) {
            throw new IllegalStateException("a question about the record alone asked for " + projection.name());
        }

        @Override
        public <V> Optional<V> one(Projection<V> projection, String id) {
            throw new IllegalStateException("a question about the record alone asked for " + projection.name());
        }

        @Override
        public <R> R rolled(Rollup<R> rollup) {
            throw new IllegalStateException("a question about the record alone asked for " + rollup.name());
        }
    }

    public ResponseEntity<byte[]> write(
            Question<?> question, Caller caller, Asked asked, long size, QuestionAnswer answer) {
        return Responses.write(answer, moment(caller, size), question, asked);
    }

    /// The role first, then the place: both from the token and the address alone.
    private static void require(Question<?> question, Caller caller, Asked asked) {
        Permissions.require(caller, question.permission());
        if (asked.path().get("subject") instanceof String subject) {
            Permissions.ownSubject(caller, new SubjectId(subject));
        }
        if (asked.path().get("site") instanceof String site) {
            Permissions.ownSite(caller, new SiteId(site));
        }
        if (question.parameters().contains("site") && asked.parameter("site") instanceof String site) {
            Permissions.ownSite(caller, new SiteId(site));
        }
    }

    /// How many events a question about the record itself is about.
    public long size(Caller caller, @Nullable String asOf) {
        AskedSnapshot asked = new AskedSnapshot(Audience.of(caller), audiences);
        try {
            return views.size(asked.parse(asOf));
        } catch (BeyondTheRecordException e) {
            throw asked.beyond(e.size());
        }
    }

    /// The moment after the first `size` events, as the caller is told it and may ask for it again.
    public String moment(Caller caller, long size) {
        return audiences.moment(Audience.of(caller), size);
    }
}
