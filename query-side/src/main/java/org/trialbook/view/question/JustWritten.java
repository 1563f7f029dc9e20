package org.trialbook.view.question;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trialbook.access.Audience;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.event.EventTag;
import org.trialbook.event.SubjectId;
import org.trialbook.view.projection.TrialRecord;
import org.trialbook.view.projection.Views;

/// What a caller has just written, as the act was answered with it: a number of events, for those who may know
/// how many there are; or a subject, or a read, and how many of its events the caller counts, such as
/// `01-001.12`.
final class JustWritten {
    /// Views are behind the record for a moment only.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");
    private static final Pattern ORDINAL = Pattern.compile("([0-9]{2,3}-[0-9]{3,4}|R-[0-9A-Z]{8})\\.([1-9][0-9]{0,8})");

    private JustWritten() {}

    /// Waits until the views contain it.
    ///
    /// @throws ProblemException (400) when the text is of no such form, (503) when they don't in time
    static void await(String text, Caller caller, Views views) {
        long ends = System.nanoTime() + PATIENCE.toNanos();
        try {
            OptionalLong size = size(text, caller, views.record());
            long left = ends - System.nanoTime();
            while (left > 0) {
                Duration patience = Duration.ofNanos(left);
                if (size.isPresent()) {
                    if (views.await(size.getAsLong(), patience)) {
                        return;
                    }
                } else {
                    // This process has not heard of it yet.
                    views.record().awaitBeyond(views.record().size() - 1, patience);
                    size = size(text, caller, views.record());
                }
                left = ends - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(Problem.of(
                        "not-caught-up",
                        "What was written is not in the views yet",
                        503,
                        "The views do not contain what the parameter 'after' names. Ask again in a moment.")
                .with("parameter", "after"));
    }

    /// How many events the record has once it holds what was written; nothing as long as it does not.
    private static OptionalLong size(String text, Caller caller, TrialRecord record) {
        Audience audience = Audience.of(caller);
        if (audience instanceof Audience.Everybody && SIZE.matcher(text).matches()) {
            return OptionalLong.of(Long.parseLong(text));
        }
        Matcher ordinal = ORDINAL.matcher(text);
        if (!ordinal.matches()) {
            throw new ProblemException(Problems.malformedParameter("after"));
        }
        String of = ordinal.group(1);
        boolean read = of.startsWith("R-");
        if (!read) {
            Permissions.ownSubject(caller, new SubjectId(of));
        }
        int left = Integer.parseInt(ordinal.group(2));
        for (long position : record.withTag(new EventTag(read ? EventTag.READ : EventTag.SUBJECT, of), record.size())) {
            boolean counts = record.event(position)
                    .map(recorded -> audience.counts(recorded.event()))
                    .orElse(false);
            left -= counts ? 1 : 0;
            if (left == 0) {
                return OptionalLong.of(position + 1);
            }
        }
        return OptionalLong.empty();
    }
}
