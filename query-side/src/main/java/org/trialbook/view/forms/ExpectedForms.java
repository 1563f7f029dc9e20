package org.trialbook.view.forms;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trialbook.casebook.VisitOutcome;
import org.trialbook.event.FormInstance;
import org.trialbook.event.VisitWindow;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Visit;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.overview.SubjectProtocols;

/// Which forms a protocol expects of its subjects: none that repeats, since of that there may be no entry. Their
/// forms are numbered once, so that many subjects can be asked about.
public final class ExpectedForms {
    private final Protocol protocol;
    private final List<Visit> schedule;
    private final boolean unscheduled;
    /// In the order of the protocol's visits and forms; see [FormInstance#path].
    private final Map<String, Integer> numbers = new HashMap<>();

    private final BitSet unexpected = new BitSet();

    public ExpectedForms(Protocol protocol) {
        this.protocol = protocol;
        this.schedule = protocol.schedule();
        this.unscheduled = protocol.visits().stream().anyMatch(Visit::unscheduled);
        int count = 0;
        for (Visit visit : schedule) {
            for (String form : visit.forms()) {
                if (protocol.form(form).filter(Form::repeats).isPresent()) {
                    unexpected.set(count);
                }
                numbers.put(new FormInstance(visit.code(), form, null).path(), count++);
            }
        }
    }

    /// Those of the version that holds for a subject.
    ///
    /// @param known version → its forms, as far as they were asked for
    public static ExpectedForms of(SubjectProtocols protocols, Map<String, ExpectedForms> known, SubjectView subject) {
        Protocol protocol = protocols.of(subject).orElseThrow();
        return known.computeIfAbsent(protocol.version(), version -> new ExpectedForms(protocol));
    }

    /// A subject's, in the order of the protocol's visits and forms. Of a missed visit nothing is expected, and
    /// of one that is still to come after the subject has left neither.
    ///
    /// @param on the day on which it is asked
    public List<ExpectedForm> of(SubjectView subject, LocalDate on) {
        BitSet recorded = (BitSet) unexpected.clone();
        for (String form : subject.answers().forms().keySet()) {
            Integer number = numbers.get(form);
            if (number != null) {
                recorded.set(number);
            }
        }
        List<ExpectedForm> expected = new ArrayList<>();
        int number = 0;
        for (Visit visit : schedule) {
            int next = number + visit.forms().size();
            if (recorded.nextClearBit(number) < next) {
                add(expected, subject, visit, recorded, number, on);
            }
            List<String> added = subject.added().beside(visit, protocol);
            if (!added.isEmpty()) {
                beside(expected, subject, visit.with(added), on);
            }
            number = next;
        }
        if (unscheduled) {
            subject.schedule().visits(protocol).stream()
                    .skip(schedule.size())
                    .forEach(visit -> beside(expected, subject, subject.added().with(visit, protocol), on));
        }
        return expected;
    }

    /// Forms that have no number: those that were added to a visit of this subject, and those of a visit that nobody
    /// planned, which are expected once it took place.
    private void beside(List<ExpectedForm> expected, SubjectView subject, Visit visit, LocalDate on) {
        BitSet recorded = new BitSet();
        for (int i = 0; i < visit.forms().size(); i++) {
            String form = visit.forms().get(i);
            recorded.set(
                    i,
                    protocol.form(form).filter(Form::repeats).isPresent()
                            || subject.answers()
                                    .forms()
                                    .containsKey(new FormInstance(visit.code(), form, null).path()));
        }
        add(expected, subject, visit, recorded, 0, on);
    }

    private static void add(
            List<ExpectedForm> expected, SubjectView subject, Visit visit, BitSet recorded, int first, LocalDate on) {
        VisitWindow window = subject.schedule().window(visit).orElse(null);
        VisitOutcome outcome = subject.visits().outcomes().get(visit.code());
        ExpectedForm.Status status = ExpectedForm.status(
                subject, window, outcome, subject.schedule().end(visit).isPresent(), on);
        if (status == null) {
            return;
        }
        for (int i = 0; i < visit.forms().size(); i++) {
            if (!recorded.get(first + i)) {
                expected.add(new ExpectedForm(
                        subject.subject(),
                        subject.site(),
                        visit.code(),
                        visit.forms().get(i),
                        status,
                        outcome == null ? null : outcome.doneOn(),
                        window == null ? null : window.target(),
                        window == null ? null : window.closes()));
            }
        }
    }
}
