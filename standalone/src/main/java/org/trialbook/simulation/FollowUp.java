package org.trialbook.simulation;

import java.io.IOException;
import org.trialbook.protocol.Protocol;
import org.trialbook.simulation.Course.Leaving;
import org.trialbook.simulation.Course.Procedure;
import org.trialbook.simulation.Course.VisitMade;

/// Takes a randomized subject through treatment and visits: every act in its order, by the person whose act it is.
final class FollowUp {

    private final Protocol protocol;
    private final Desk desk;
    private final Conduct conduct;

    FollowUp(Protocol protocol, Desk desk, Conduct conduct) {
        this.protocol = protocol;
        this.desk = desk;
        this.conduct = conduct;
    }

    /// Everything after the allocation, up to the last visit or the withdrawal.
    void through(Course course, String arm) throws IOException, UnexpectedAnswerException {
        conduct.record(
                Conduct.BASELINE,
                conduct.screening().assessedOn(),
                conduct.screening().baseline(),
                false,
                arm);
        int number = 0;
        for (Procedure procedure : course.procedures()) {
            switch (procedure) {
                case Procedure.Attempt attempt -> attempt(attempt, ++number);
                case Procedure.Crossing crossing -> crossing(crossing);
            }
        }
        conduct.visited("implant", course.implantedOn());
        for (VisitMade visit : course.visits()) {
            if (visit.missed() != null) {
                missed(visit, visit.missed());
            } else {
                visit(visit, course.implanted(), arm);
            }
        }
        if (course.withdrawal() != null) {
            withdraw(course.withdrawal());
        }
    }

    private void attempt(Procedure.Attempt attempt, int number) throws IOException, UnexpectedAnswerException {
        desk.act(conduct.request(
                attempt.by(),
                "record-implant-attempt",
                "-" + number,
                Request.body(
                        "performedOn", attempt.on(),
                        "attempt", attempt.attempt(),
                        "occurredAt", conduct.at(attempt.on()))));
    }

    private void crossing(Procedure.Crossing crossing) throws IOException, UnexpectedAnswerException {
        desk.act(conduct.request(
                crossing.by(),
                "request-crossover",
                "",
                Request.body(
                        "reason", crossing.reason(),
                        "note", crossing.note(),
                        "occurredAt", conduct.at(crossing.on()))));
        String answer = crossing.approved() ? "approve-crossover" : "deny-crossover";
        String note = crossing.approved() ? "Agreed." : "Not before another attempt.";
        Request answered = conduct.request(
                "investigator-2",
                answer,
                "",
                Request.body("crossover", 1, "note", note, "occurredAt", conduct.at(crossing.on())));
        if (crossing.by().equals("investigator")) {
            desk.refused(
                    answered.as(conduct.screening().site().staff("investigator"), answered.key() + "-own"),
                    Fault.NONE,
                    422,
                    "refusal:own-crossover-request");
        }
        desk.act(answered);
    }

    private void visit(VisitMade made, Implanted implanted, String arm) throws IOException, UnexpectedAnswerException {
        conduct.visited(made.code(), made.on());
        for (String form : protocol.visit(made.code()).orElseThrow().forms()) {
            conduct.assessment(made.code(), form, made.on(), made.condition(), implanted);
        }
        conduct.record(made.code(), made.on(), made.condition(), true, arm);
    }

    private void missed(VisitMade visit, String reason) throws IOException, UnexpectedAnswerException {
        desk.act(conduct.request(
                "coordinator",
                "miss-visit",
                "-" + visit.code(),
                Request.body("visit", visit.code(), "reason", reason, "occurredAt", conduct.at(visit.on()))));
    }

    private void withdraw(Leaving leaving) throws IOException, UnexpectedAnswerException {
        desk.act(conduct.request(
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
