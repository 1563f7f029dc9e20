package org.trialbook.simulation;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Visit;
import org.trialbook.simulation.Course.Procedure;

/// Takes one subject through its screening: every act in the protocol's order, up to the allocation.
final class ScreeningActs {

    private final SimulationPlan plan;
    private final Protocol protocol;
    private final Sequence sequence;
    private final SimulatedClient client;
    private final TrialCalendar calendar;
    private final Conduct conduct;
    private final Screening screening;

    ScreeningActs(
            SimulationPlan plan, Protocol protocol, SimulatedClient client, TrialCalendar calendar, Conduct conduct) {
        this.plan = plan;
        this.protocol = protocol;
        this.sequence = new Sequence(protocol);
        this.client = client;
        this.calendar = calendar;
        this.conduct = conduct;
        this.screening = conduct.screening();
    }

    void consent() throws IOException, UnexpectedAnswerException {
        LocalDate on = screening.consentedOn();
        client.act(conduct.request(
                "investigator",
                "sign-consent",
                "",
                Request.body("signedOn", on, "consentVersion", "1.2", "occurredAt", conduct.at(on))));
    }

    /// All of the screening after the consent, in the protocol's order.
    void assess() throws IOException, UnexpectedAnswerException {
        for (String act : sequence.screening()) {
            boolean possible = screening.eligible() || !sequence.onceEligible(act);
            if (possible && !act.equals("sign-consent")) {
                screen(act);
            }
        }
    }

    /// What the protocol leaves until after the allocation.
    void late() throws IOException, UnexpectedAnswerException {
        for (String act : List.of("record-visit", "record-assessment", "register-read")) {
            if (!sequence.early(act)) {
                screen(act);
            }
        }
    }

    /// One act of the screening, as often as the protocol has an occasion for it.
    private void screen(String act) throws IOException, UnexpectedAnswerException {
        switch (act) {
            case "record-visit" -> {
                for (Visit visit : sequence.screeningVisits()) {
                    conduct.visited(visit.code(), screening.assessedOn());
                }
            }
            case "record-assessment" -> fillInForms();
            case "register-read" -> {
                for (Visit visit : sequence.screeningVisits()) {
                    conduct.record(visit.code(), screening.assessedOn(), screening.baseline(), null);
                }
            }
            case "confirm-eligibility" -> confirmEligibility();
            case "record-implant-attempt" -> {
                if (screening.eligible()) {
                    attempts(
                            screening.outcome() == Screening.Outcome.NOT_IMPLANTED
                                    ? Courses.abandoned(plan, protocol, screening)
                                    : Courses.unallocated(plan, protocol, screening)
                                            .procedures());
                }
            }
            default -> throw new IllegalArgumentException(act);
        }
    }

    private void fillInForms() throws IOException, UnexpectedAnswerException {
        for (Visit visit : sequence.screeningVisits()) {
            for (String form : visit.forms()) {
                if (screening.eligible()
                        || Forms.screens(protocol, protocol.form(form).orElseThrow())) {
                    conduct.assessment(visit.code(), form, screening.assessedOn(), screening.baseline(), null);
                }
            }
        }
    }

    private void confirmEligibility() throws IOException, UnexpectedAnswerException {
        LocalDate on = screening.assessedOn();
        Answer receipt = client.act(conduct.request(
                "investigator",
                "confirm-eligibility",
                "",
                Request.body("assessedOn", on, "answers", screening.answers(), "occurredAt", conduct.at(on))));
        if (receipt.json().path("eligible").asBoolean() != screening.eligible()) {
            client.tally()
                    .unexpected("%s should be %s, got %s"
                            .formatted(conduct.subject(), screening.outcome(), receipt.inWords()));
        }
    }

    /// Of somebody in whom no lead stayed.
    void withdraw() throws IOException, UnexpectedAnswerException {
        LocalDate on = screening.randomizedOn();
        client.act(conduct.request(
                "investigator",
                "withdraw",
                "",
                Request.body(
                        "withdrawnOn",
                        on,
                        "reason",
                        Feature.saying("implant", protocol.withdrawalReasons())
                                .orElseGet(() ->
                                        protocol.withdrawalReasons().getFirst().code()),
                        "note",
                        "No lead could be placed.",
                        "occurredAt",
                        conduct.at(on))));
    }

    private void attempts(List<Procedure> procedures) throws IOException, UnexpectedAnswerException {
        int number = 0;
        for (Procedure procedure : procedures) {
            if (procedure instanceof Procedure.Attempt attempt) {
                conduct.attempt(attempt, ++number);
            }
        }
    }

    /// Days later; see [Slip].
    void correctSlip() throws IOException, UnexpectedAnswerException {
        Slip slip = conduct.slip().orElse(null);
        boolean typed = screening.eligible() || !sequence.onceEligible("record-assessment");
        if (slip == null || !typed || !sequence.early("record-assessment")) {
            return;
        }
        ZonedDateTime found = new Diary(screening.site().zone(), conduct.chance("correction"))
                .next(Screenings.workday(screening.assessedOn().plusDays(slip.daysLater())));
        calendar.until(TrialCalendar.entered(found));
        client.act(conduct.request(
                "coordinator",
                "correct-value",
                "",
                Request.body(
                        "visit",
                        slip.visit(),
                        "form",
                        slip.form(),
                        "item",
                        slip.item(),
                        "from",
                        slip.typed(),
                        "to",
                        slip.right(),
                        "because",
                        Slip.BECAUSE)));
    }
}
