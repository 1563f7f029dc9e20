package org.trialbook.simulation;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Protocol;
import org.trialbook.simulation.Course.Procedure;

/// Knows how the acts of one subject are asked for; see [ScreeningActs] for those up to the allocation, and [FollowUp]
/// for what comes after. What happened is entered on the same workday where that goes, and on the next otherwise.
final class Conduct {

    /// How many entries a form that repeats has at most, at a visit or outside of any: a parameter, not published.
    private static final int MOST_ENTRIES = 3;

    private final SimulationPlan plan;
    private final Protocol protocol;
    private final SimulatedClient client;
    private final Screening screening;
    private final TrialCalendar calendar;
    private final ReadingRoom room;
    private final Diary diary;
    private @Nullable String subject;

    Conduct(
            SimulationPlan plan,
            Protocol protocol,
            SimulatedClient client,
            TrialCalendar calendar,
            ReadingRoom room,
            Screening screening) {
        this.plan = plan;
        this.protocol = protocol;
        this.client = client;
        this.calendar = calendar;
        this.room = room;
        this.screening = screening;
        this.diary = new Diary(screening.site().zone(), chance("diary"));
    }

    Screening screening() {
        return screening;
    }

    /// As the server numbered them.
    ///
    /// @throws IllegalStateException before the registration
    String subject() {
        if (subject == null) {
            throw new IllegalStateException("not registered yet");
        }
        return subject;
    }

    /// Waits until what happens next with the subject, on that day, is entered.
    ///
    /// @return the time of day at which it happens, ISO 8601 with offset and zone
    String at(LocalDate day) {
        ZonedDateTime time = diary.next(day);
        calendar.until(TrialCalendar.entered(time));
        return time.toString();
    }

    /// Waits until that day, if it is to come: what happened is entered late now and then.
    void enteredOn(LocalDate day) {
        calendar.until(TrialCalendar.entering(day));
    }

    Chance chance(Object... matter) {
        List<Object> parts = new ArrayList<>(List.of(SimulationPlan.number(screening.index())));
        parts.addAll(List.of(matter));
        return plan.chance(parts.toArray());
    }

    String key(String what) {
        return plan.key(SimulationPlan.number(screening.index()) + "-" + what);
    }

    /// An act on this subject by one of its site's staff.
    Request request(String post, String act, String detail, Map<String, Object> body) {
        return new Request(
                screening.site().staff(post),
                "/subjects/%s/acts/%s".formatted(subject(), act),
                key(act + detail),
                body);
    }

    /// @param rank of this registration among all: the server numbers subjects as they come
    void register(int rank) throws IOException, UnexpectedAnswerException {
        calendar.until(TrialCalendar.registering(registeredAt(), rank));
        Answer receipt = client.act(registration());
        subject = receipt.text("subject");
    }

    private ZonedDateTime registeredAt() {
        return new Diary(screening.site().zone(), chance("registration")).next(screening.registeredOn());
    }

    Request registration() {
        SimulatedSite site = screening.site();
        return new Request(
                site.staff("coordinator"),
                "/sites/%s/acts/register-subject".formatted(site.number()),
                key("register-subject"),
                Request.body(
                        "registeredOn", screening.registeredOn(),
                        "birthYear", screening.birthYear(),
                        "sex", screening.sex(),
                        "occurredAt", registeredAt().toString()));
    }

    void attempt(Procedure.Attempt attempt, int number) throws IOException, UnexpectedAnswerException {
        client.act(request(
                attempt.by(),
                "record-implant-attempt",
                "-" + number,
                Request.body(
                        "performedOn", attempt.on(),
                        "values", attempt.values(),
                        "occurredAt", at(attempt.on()))));
    }

    /// A subject is randomized when this is asked for, and at no other time.
    Request randomization() {
        return request(new UnblindedPost(protocol).randomizing(), "randomize", "", Map.of());
    }

    void visited(String visit, LocalDate on) throws IOException, UnexpectedAnswerException {
        client.act(request(
                "coordinator",
                "record-visit",
                "-" + visit,
                Request.body("visit", visit, "doneOn", on, "occurredAt", at(on))));
    }

    /// A form is filled in once, and one that repeats any small number of times.
    ///
    /// @param visit null of a form that stands outside of any visit
    void assessment(
            @Nullable String visit, String code, LocalDate on, ClinicalState condition, @Nullable Implanted implanted)
            throws IOException, UnexpectedAnswerException {
        Form form = protocol.form(code).orElseThrow();
        if (!form.repeats()) {
            entry(new FormInstance(visit, code, null), form, on, condition, implanted);
            return;
        }
        int entries = entries(visit, code);
        for (int number = 1; number <= entries; number++) {
            entry(new FormInstance(visit, code, "" + number), form, on, condition, implanted);
        }
    }

    private int entries(@Nullable String visit, String code) {
        return chance("entries", Objects.toString(visit, ""), code).between(0, MOST_ENTRIES);
    }

    /// The entries of a form outside of visits that are told of at one of the visits.
    ///
    /// @param visit which, from 0
    /// @param visits how many there are
    void entries(Form form, int visit, int visits, LocalDate on, ClinicalState condition, @Nullable Implanted implanted)
            throws IOException, UnexpectedAnswerException {
        int entries = entries(null, form.code());
        for (int number = 1; number <= entries; number++) {
            if ((number - 1) * visits / entries == visit) {
                entry(new FormInstance(null, form.code(), "" + number), form, on, condition, implanted);
            }
        }
    }

    /// A form that reveals the arm is filled in by somebody who may know it.
    private void entry(
            FormInstance instance, Form form, LocalDate on, ClinicalState condition, @Nullable Implanted implanted)
            throws IOException, UnexpectedAnswerException {
        Map<String, Object> body = new LinkedHashMap<>();
        if (instance.visit() != null) {
            body.put("visit", instance.visit());
        }
        body.put("form", form.code());
        if (instance.key() != null) {
            body.put("key", instance.key());
        }
        body.putAll(Request.body(
                "assessedOn", on,
                "values", values(instance, form, on, condition, implanted),
                "occurredAt", at(on)));
        client.act(request(
                new UnblindedPost(protocol).fillingIn(form),
                "record-assessment",
                "-" + instance.path().replace('/', '-'),
                body));
    }

    private SortedMap<String, ItemValue> values(
            FormInstance instance, Form form, LocalDate on, ClinicalState c, @Nullable Implanted implanted) {
        SortedMap<String, ItemValue> filled = Forms.filled(form, on, c, implanted, chanceOf(instance));
        return slip().filter(slip -> slip.on(instance))
                .map(slip -> slip.in(filled))
                .orElse(filled);
    }

    private Chance chanceOf(FormInstance instance) {
        String visit = Objects.toString(instance.visit(), "");
        return instance.key() == null ? chance(visit, instance.form()) : chance(visit, instance.form(), instance.key());
    }

    /// What is mistyped at first in the forms of the screening.
    Optional<Slip> slip() {
        return Slip.draw(plan, protocol, screening);
    }

    /// Registers what the visit plans for blinded reading, which the core lab then reads.
    ///
    /// @param arm as allocated; null where no device shows in a recording
    void record(String visit, LocalDate on, ClinicalState condition, @Nullable String arm)
            throws IOException, UnexpectedAnswerException {
        for (String modality : protocol.visit(visit).orElseThrow().reads()) {
            String hash = Recording.hash(key("recording-" + visit + "-" + modality));
            Answer receipt = client.act(request(
                    "coordinator",
                    "register-read",
                    "-" + visit + "-" + modality,
                    Request.body(
                            "visit", visit,
                            "modality", modality,
                            "media", "archive/" + hash.substring(0, 16),
                            "mediaHash", hash,
                            "occurredAt", at(on))));
            room.take(
                    receipt,
                    new Recording(
                            receipt.text("read"),
                            screening.index(),
                            visit,
                            modality,
                            calendar.today(),
                            condition,
                            arm));
        }
    }
}
