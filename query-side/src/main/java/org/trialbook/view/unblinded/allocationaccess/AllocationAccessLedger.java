package org.trialbook.view.unblinded.allocationaccess;

import com.mongodb.MongoException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trialbook.access.Caller;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.event.StudyEvent.AllocationAccessed;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.LogUnavailableException;
import org.trialbook.store.StoreFailedException;
import org.trialbook.store.SystemEvents;
import org.trialbook.store.UnsettledAppendException;
import org.trialbook.view.projection.SystemEntries;
import org.trialbook.view.question.AllocationAccess;

/// Records in the log that somebody is about to be shown what is sealed: once for each account, view and set of
/// subjects on each day (UTC). The key of the entry says all of these, so that it is recorded once however many
/// processes answer, and however often they are started again.
public final class AllocationAccessLedger implements AllocationAccess {

    private static final Logger LOG = LoggerFactory.getLogger(AllocationAccessLedger.class);

    /// A line has at most 65,535 bytes.
    private static final int SUBJECTS_AN_EVENT = 500;

    private final SystemEvents system;
    private final StudyId study;
    private final Clock clock;

    public AllocationAccessLedger(SystemEvents system, StudyId study, Clock clock) {
        this.system = system;
        this.study = study;
        this.clock = clock;
    }

    @Override
    public void record(Caller caller, String view, Collection<String> subjects) {
        SortedSet<String> sorted = new TreeSet<>(subjects);
        LocalDate day = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        String site = caller.site() == null ? null : caller.site().value();
        EventLine.Actor actor =
                new EventLine.Actor(caller.id(), caller.name(), caller.role().storedName(), site);
        List<SubjectId> all = sorted.stream().map(SubjectId::new).toList();
        try {
            for (int from = 0; from == 0 || from < all.size(); from += SUBJECTS_AN_EVENT) {
                List<SubjectId> part = all.subList(from, Math.min(all.size(), from + SUBJECTS_AN_EVENT));
                system.recordOnce(
                        key(day, actor, view, part),
                        SystemEntries.of(new AllocationAccessed(study, view, List.copyOf(part))),
                        actor,
                        null);
            }
        } catch (MongoException | StoreFailedException | UnsettledAppendException | LogUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever the reason is, nothing is shown when that could not be recorded.
            LOG.warn("an exposure could not be recorded: {}", e.getClass().getName());
            throw new ProblemException(Problem.of(
                    "exposure-not-recorded",
                    "It cannot be recorded that you are shown this",
                    503,
                    "Nothing sealed is shown unless that is recorded first. Ask again in a moment."));
        }
    }

    private static String key(LocalDate day, EventLine.Actor actor, String view, List<SubjectId> subjects) {
        String text = String.join(
                "\n",
                day.toString(),
                actor.id(),
                actor.role(),
                actor.site() == null ? "" : actor.site(),
                view,
                subjects.toString());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "x" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
