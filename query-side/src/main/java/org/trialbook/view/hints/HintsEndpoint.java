package org.trialbook.view.hints;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.trialbook.access.Answering;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.RoleKnowledge;
import org.trialbook.access.SharedQuestions;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.view.projection.Views;
import org.trialbook.view.question.Asking;
import org.trialbook.view.question.QuestionRoutes;
import org.trialbook.view.question.Responses;

/// `GET …/hints`: server-sent events, one whenever an event was recorded that the caller counts, with the
/// caller's own moment as `id` and `data`. Nothing that is withheld makes a hint, delays one or is told by its
/// moment.
///
/// A stream ends after a while, and its client comes back: so a token that is signed out or expired is soon of no
/// use. It ends at once when an amendment lets the caller know less: what they count from then on is another stream's.
@RestController
public final class HintsEndpoint implements Answering {
    /// So that a proxy does not take a quiet stream for a dead one.
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);
    private static final int MOST_STREAMS = 1_000;

    private final Asking asking;
    private final RoleKnowledge knowledge;
    private final Duration lasts;
    private final Semaphore free = new Semaphore(MOST_STREAMS);

    /// @param knowledge what a role may know by the newest version of the protocol
    /// @param lasts how long a stream lasts; one of no length says the moment and ends
    public HintsEndpoint(Asking asking, RoleKnowledge knowledge, Duration lasts) {
        this.asking = asking;
        this.knowledge = knowledge;
        this.lasts = lasts;
    }

    @Override
    public Set<QuestionPermission> questions() {
        return Set.of(SharedQuestions.HINTS);
    }

    @GetMapping(path = QuestionRoutes.STUDY + "/hints", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<StreamingResponseBody> hints(Caller caller, HttpServletResponse response) {
        Permissions.require(caller, SharedQuestions.HINTS);
        if (free.availablePermits() == 0) {
            throw new ProblemException(Problem.of(
                    "too-many-streams",
                    "Too many listen",
                    503,
                    "So many streams of hints are open that there is no room for another. Ask again in a moment."));
        }
        return ResponseEntity.ok()
                .headers(Responses.headers(
                        asking.moment(caller, asking.views().newest().size())))
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .body(out -> {
                    if (free.tryAcquire()) {
                        try {
                            tell(caller, text -> {
                                out.write(text.getBytes(StandardCharsets.UTF_8));
                                // The stream itself passes no flush on.
                                response.flushBuffer();
                            });
                        } finally {
                            free.release();
                        }
                    }
                });
    }

    private interface Wire {
        void send(String text) throws IOException;
    }

    private void tell(Caller caller, Wire wire) throws IOException {
        Views views = asking.views();
        long ends = System.nanoTime() + lasts.toNanos();
        long spoke = System.nanoTime();
        String told = "";
        try {
            while (true) {
                long size = views.newest().size();
                // Asked after the size: it is by all versions in these events, and maybe by one more.
                if (!caller.knowing(knowledge).equals(caller)) {
                    return;
                }
                String moment = asking.moment(caller, size);
                if (!moment.equals(told)) {
                    told = moment;
                    wire.send("event: moment\nid: %s\ndata: %s\n\n".formatted(moment, moment));
                    spoke = System.nanoTime();
                } else if (System.nanoTime() - spoke > LONGEST_SILENCE.toNanos()) {
                    wire.send(":\n\n");
                    spoke = System.nanoTime();
                }
                long left = ends - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                views.await(
                        size + 1,
                        Duration.ofNanos(Math.min(left, Duration.ofSeconds(1).toNanos())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server ends");
        }
    }
}
