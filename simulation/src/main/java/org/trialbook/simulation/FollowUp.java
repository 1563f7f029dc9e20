package org.trialbook.simulation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Visit;
import org.trialbook.simulation.Course.Leaving;
import org.trialbook.simulation.Course.Procedure;
import org.trialbook.simulation.Course.VisitMade;

/// Takes a randomized subject through treatment and visits: every act in its order, by the person whose act it is.
final class FollowUp {

    private final Protocol protocol;
    private final SimulatedClient client;
    private final Conduct conduct;
    private final Dispensary dispensary;

    FollowUp(SimulationPlan plan, Protocol protocol, SimulatedClient client, Conduct conduct) {
        this.protocol = protocol;
        this.client = client;
        this.conduct = conduct;
        this.dispensary = new Dispensary(plan, protocol, client, conduct);
    }

    /// Everything after the allocation, up to the last visit or the withdrawal.
    void through(Course course, String arm) throws IOException, UnexpectedAnswerException {
        Sequence sequence = new Sequence(protocol);
        if (!sequence.early("record-implant-attempt")) {
            int number = 0;
            for (Procedure procedure : course.procedures()) {
                switch (procedure) {
                    case Procedure.Attempt attempt -> conduct.attempt(attempt, ++number);
                    case Procedure.Crossing crossing -> crossing(crossing);
                }
            }
        }
        Optional<Visit> implant = sequence.implantVisit();
        if (implant.isPresent()) {
            conduct.visited(implant.get().code(), course.implantedOn());
        }
        List<VisitMade> made =
                course.visits().stream().filter(visit -> visit.missed() == null).toList();
        for (VisitMade visit : course.visits()) {
            if (visit.missed() != null) {
                missed(visit, visit.missed());
            } else {
                visit(visit, course.implanted(), arm);
                outsideOfVisits(visit, made, course.implanted());
            }
        }
        if (course.withdrawal() != null) {
            withdraw(course.withdrawal());
        }
    }

    /// What belongs to no visit is entered with the last one that took place, and entries of a form that repeats one
    /// after the other with those that did.
    private void outsideOfVisits(VisitMade visit, List<VisitMade> made, @Nullable Implanted implanted)
            throws IOException, UnexpectedAnswerException {
        boolean last = visit.equals(made.getLast());
        for (Form form : protocol.forms()) {
            if (form.outsideVisits() && form.repeats()) {
                conduct.entries(form, made.indexOf(visit), made.size(), visit.on(), visit.condition(), implanted);
            } else if (form.outsideVisits() && last) {
                conduct.assessment(null, form.code(), visit.on(), visit.condition(), implanted);
            }
        }
    }

    /// What is done in the laboratory until a crossover is asked for, which then waits for an answer.
    void upToTheCrossover(List<Procedure> procedures) throws IOException, UnexpectedAnswerException {
        int number = 0;
        for (Procedure procedure : procedures) {
            switch (procedure) {
                case Procedure.Attempt attempt -> conduct.attempt(attempt, ++number);
                case Procedure.Crossing crossing -> {
                    ask(crossing);
                    return;
                }
            }
        }
    }

    private void crossing(Procedure.Crossing crossing) throws IOException, UnexpectedAnswerException {
        ask(crossing);
        answer(crossing);
    }

    private void ask(Procedure.Crossing crossing) throws IOException, UnexpectedAnswerException {
        client.act(conduct.request(
                crossing.by(),
                "request-crossover",
                "",
                Request.body(
                        "reason", crossing.reason(),
                        "note", crossing.note(),
                        "occurredAt", conduct.at(crossing.on()))));
    }

    private void answer(Procedure.Crossing crossing) throws IOException, UnexpectedAnswerException {
        String answer = crossing.approved() ? "approve-crossover" : "deny-crossover";
        String note = crossing.approved() ? "Agreed." : "Not before another attempt.";
        Request answered = conduct.request(
                "investigator-2",
                answer,
                "",
                Request.body("crossover", 1, "note", note, "occurredAt", conduct.at(crossing.on())));
        if (crossing.by().equals("investigator")) {
            client.refused(
                    answered.as(conduct.screening().site().staff("investigator"), answered.key() + "-own"),
                    Fault.NONE,
                    422,
                    "refusal:own-crossover-request");
        }
        client.act(answered);
    }

    private void visit(VisitMade made, @Nullable Implanted implanted, String arm)
            throws IOException, UnexpectedAnswerException {
        conduct.enteredOn(made.entered());
        conduct.visited(made.code(), made.on());
        for (String form : protocol.visit(made.code()).orElseThrow().forms()) {
            conduct.assessment(made.code(), form, made.on(), made.condition(), implanted);
        }
        conduct.record(made.code(), made.on(), made.condition(), implanted == null ? null : arm);
        dispensary.visited(protocol.visit(made.code()).orElseThrow(), made.code(), made.on());
    }

    private void missed(VisitMade visit, String reason) throws IOException, UnexpectedAnswerException {
        conduct.enteredOn(visit.entered());
        client.act(conduct.request(
                "coordinator",
                "miss-visit",
                "-" + visit.code(),
                Request.body("visit", visit.code(), "reason", reason, "occurredAt", conduct.at(visit.on()))));
    }

    private void withdraw(Leaving leaving) throws IOException, UnexpectedAnswerException {
        client.act(conduct.request(
                "investigator",
                "withdraw",
                "",
                Request.body(
                        "withdrawnOn", leaving.on(),
                        "reason", leaving.reason(),
                        "note", leaving.note(),
                        "occurredAt", conduct.at(leaving.on()))));
    }
}
