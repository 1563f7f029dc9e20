package org.trialbook.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.trialbook.protocol.Anchors;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.NumberedVisit;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Visit;
import org.trialbook.simulation.Course.VisitMade;

/// The days of what a protocol counts its visits from, as far as one subject's course is drawn: dates on forms are
/// those of the visits at which they are filled in.
final class VisitDays {

    private record Day(String visit, LocalDate on) {}

    private final Protocol protocol;
    private final Screening screening;
    private final LocalDate implant;
    private final List<Day> made = new ArrayList<>();

    VisitDays(Protocol protocol, Screening screening, LocalDate implant) {
        this.protocol = protocol;
        this.screening = screening;
        this.implant = implant;
        Sequence sequence = new Sequence(protocol);
        sequence.screeningVisits().forEach(visit -> made.add(new Day(visit.code(), screening.assessedOn())));
        sequence.implantVisit().ifPresent(visit -> made.add(new Day(visit.code(), implant)));
    }

    void made(VisitMade visit) {
        if (visit.missed() == null) {
            made.add(new Day(visit.code(), visit.on()));
        }
    }

    /// The day of an anchor or of an end; nothing while it has not happened.
    Optional<LocalDate> of(String named) {
        Optional<String> act = Anchors.named(named);
        if (act.isPresent()) {
            return Optional.of(
                    switch (act.get()) {
                        case Anchors.REGISTRATION -> screening.registeredOn();
                        case Anchors.ENROLMENT -> screening.consentedOn();
                        case Anchors.ELIGIBILITY -> screening.assessedOn();
                        case Anchors.RANDOMIZATION -> screening.randomizedOn();
                        default -> implant;
                    });
        }
        return made.stream()
                .filter(day -> named.contains("/") ? asks(day.visit(), named) : isOf(day.visit(), named))
                .map(Day::on)
                .min(Comparator.naturalOrder());
    }

    /// Whether something ended the visit before it was due.
    boolean ended(Visit visit, LocalDate anchor) {
        LocalDate target = anchor.plusDays(visit.day());
        return visit.ends().stream()
                .anyMatch(end -> of(end).filter(target::isAfter).isPresent());
    }

    /// Whether the date is asked for, of everybody, at the visit.
    private boolean asks(String visit, String named) {
        String form = named.substring(0, named.indexOf('/'));
        return protocol.visit(visit).filter(made -> made.forms().contains(form)).isPresent()
                && protocol.form(form)
                        .flatMap(known -> known.item(named.substring(form.length() + 1)))
                        .filter(Item::required)
                        .filter(item -> item.shownIf() == null)
                        .isPresent();
    }

    private static boolean isOf(String visit, String named) {
        return visit.equals(named) || NumberedVisit.base(visit).equals(named);
    }
}
