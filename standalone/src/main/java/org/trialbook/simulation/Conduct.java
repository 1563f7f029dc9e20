package org.trialbook.simulation;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.Value;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.Visit;
import org.trialbook.protocol.Seals;

/// Takes one subject up to the allocation, and knows how its acts are asked for; see [FollowUp] for what comes after.
final class Conduct {

    static final String BASELINE = "pre-implant";

    private final SimulationPlan plan;
    private final Protocol protocol;
    private final Desk desk;
    private final Screening screening;
    private final Diary diary;
    private final List<Recording> recordings = new ArrayList<>();
    private @Nullable String subject;

    Conduct(SimulationPlan plan, Protocol protocol, Desk desk, Screening screening) {
        this.plan = plan;
        this.protocol = protocol;
        this.desk = desk;
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

    boolean registered() {
        return subject != null;
    }

    /// The next time of day at which something is done with the subject.
    String at(LocalDate day) {
        return diary.next(day);
    }

    /// What was recorded for blinded reading so far.
    List<Recording> recordings() {
        return List.copyOf(recordings);
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

    void register() throws IOException, UnexpectedAnswerException {
        Answer receipt = desk.act(registration());
        subject = receipt.text("subject");
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
                        "occurredAt", new Diary(site.zone(), chance("registration")).next(screening.registeredOn())));
    }

    void consent() throws IOException, UnexpectedAnswerException {
        LocalDate on = screening.consentedOn();
        desk.act(request(
                "investigator",
                "sign-consent",
                "",
                Request.body("signedOn", on, "consentVersion", "1.2", "occurredAt", diary.next(on))));
    }

    /// The visit before the implant, and whether the subject may be randomized. Who is not eligible is spared the
    /// questionnaires.
    void assess() throws IOException, UnexpectedAnswerException {
        LocalDate on = screening.assessedOn();
        Visit visit = protocol.visit(BASELINE).orElseThrow();
        visited(visit.code(), on);
        for (String form : visit.forms()) {
            if (screening.eligible() || List.of("ecg", "echo", "nyha").contains(form)) {
                assessment(visit.code(), form, on, screening.baseline(), null);
            }
        }
        Answer receipt = desk.act(request(
                "investigator",
                "confirm-eligibility",
                "",
                Request.body("assessedOn", on, "answers", screening.answers(), "occurredAt", diary.next(on))));
        if (receipt.json().path("eligible").asBoolean() != screening.eligible()) {
            desk.tally()
                    .unexpected("%s should be %s, got %s".formatted(subject(), screening.outcome(), receipt.inWords()));
        }
        correctSlip();
    }

    private void correctSlip() throws IOException, UnexpectedAnswerException {
        Slip slip = Slip.draw(plan, screening).orElse(null);
        if (slip == null) {
            return;
        }
        Value right = Forms.decimal(screening.baseline().endDiastolicVolume(), 1, "mL");
        LocalDate on = Screenings.workday(screening.assessedOn().plusDays(slip.daysLater()));
        desk.act(request(
                "coordinator",
                "correct-value",
                "",
                Request.body(
                        "visit",
                        BASELINE,
                        "form",
                        "echo",
                        "item",
                        Slip.ITEM,
                        "from",
                        slip.typed(),
                        "to",
                        right,
                        "because",
                        Slip.BECAUSE,
                        "occurredAt",
                        new Diary(screening.site().zone(), chance("correction")).next(on))));
    }

    Request randomization() {
        LocalDate on = screening.randomizedOn();
        return request(
                "investigator",
                "randomize",
                "",
                Request.body("occurredAt", new Diary(screening.site().zone(), chance("randomization")).next(on)));
    }

    void visited(String visit, LocalDate on) throws IOException, UnexpectedAnswerException {
        desk.act(request(
                "coordinator",
                "record-visit",
                "-" + visit,
                Request.body("visit", visit, "doneOn", on, "occurredAt", diary.next(on))));
    }

    /// A form that reveals the arm is filled in by the investigator, who knows it.
    void assessment(String visit, String code, LocalDate on, Condition condition, @Nullable Implanted implanted)
            throws IOException, UnexpectedAnswerException {
        desk.act(request(
                Seals.NONE.and(protocol).anyOn(code) ? "investigator" : "coordinator",
                "record-assessment",
                "-" + visit + "-" + code,
                Request.body(
                        "visit", visit,
                        "form", code,
                        "assessedOn", on,
                        "values", values(visit, code, condition, implanted),
                        "occurredAt", diary.next(on))));
    }

    private SortedMap<String, Value> values(String visit, String code, Condition c, @Nullable Implanted implanted) {
        Chance chance = chance(visit, code);
        return switch (code) {
            case "ecg" -> Forms.ecg(c, implanted == null ? null : implanted.capture(), chance);
            case "echo" -> {
                SortedMap<String, Value> echo = Forms.echo(c, chance);
                yield visit.equals(BASELINE)
                        ? Slip.draw(plan, screening).map(slip -> slip.in(echo)).orElse(echo)
                        : echo;
            }
            case "nyha" -> Forms.nyha(c);
            case "kccq-12" -> Forms.kccq(c, chance);
            case "eq-5d-5l" -> Forms.eq5d(c, chance);
            case "device" -> Forms.device(Objects.requireNonNull(implanted), chance);
            case "body" -> Forms.body(c);
            case "incision" -> Forms.incision(chance);
            case "clinical" -> Forms.clinical(c, chance);
            default -> throw new SimulationNotPossibleException("The simulation can't fill in the form " + code);
        };
    }

    /// Registers what the visit plans for blinded reading.
    void record(String visit, LocalDate on, Condition condition, boolean paced, String arm)
            throws IOException, UnexpectedAnswerException {
        for (String modality : protocol.visit(visit).orElseThrow().reads()) {
            String hash = Recording.hash(key("recording-" + visit + "-" + modality));
            Answer receipt = desk.act(request(
                    "coordinator",
                    "register-read",
                    "-" + visit + "-" + modality,
                    Request.body(
                            "visit", visit,
                            "modality", modality,
                            "media", "archive/" + hash.substring(0, 16),
                            "mediaHash", hash,
                            "occurredAt", diary.next(on))));
            recordings.add(
                    new Recording(receipt.text("read"), screening.index(), visit, modality, on, condition, paced, arm));
        }
    }
}
