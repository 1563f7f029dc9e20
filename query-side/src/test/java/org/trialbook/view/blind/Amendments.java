package org.trialbook.view.blind;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.Correction;
import org.trialbook.event.ItemValue;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocols;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.protocol.Seals;
import org.trialbook.view.projection.Story;

/// The protocol and what becomes of it while the trial runs: an amendment that seals one more item, and one of the
/// kind that old records may hold, which opens everything. What is written down is sealed as the product says,
/// from the protocol in force; what is drawn from the secrets is what any version has marked. Where the product
/// forgets a mark, the histories differ in the open.
final class Amendments {

    private static final String MARK = "reveals-the-arm: true";
    /// What tells the arm of a read, from the first version on.
    static final String PACED_FROM = "paced-from";

    private static final String AXIS = "{code: axis, label: QRS axis, ";
    /// What a reader is asked beside what the trial's own protocol has, and what tells the arm.
    private static final String PACED = """
                  - code: %s
                    label: Where the ventricle is paced
                    type: choice
                    required: false
                    %s
                    choices:
                      - {code: septal, label: From the septum}
                      - {code: free-wall-and-apex, label: From the free wall and the apex}
            """.formatted(PACED_FROM, MARK);

    private static final String NYHA = "      - code: nyha-class\n        label: NYHA class\n";

    /// Behind the item of the ECG that tells the arm: an item that is asked by its answer, one that is computed
    /// from it, one that is computed from what is open, and a check of the first. No version marks any of them.
    private static final String DEPENDENT = """
                  - {code: his-width, label: Width under His capture, type: integer, unit: ms, min: 40, max: 300, \
            shown-if: {item: paced-capture, one-of: [selective-his, non-selective-his]}}
                  - {code: his-paced, label: Paced by the His bundle, type: calculated, \
            formula: paced-capture = 'selective-his'}
                  - {code: wide, label: Wide complex, type: calculated, formula: qrs-duration >= 120}
                checks:
                  - {code: his-narrow, kind: soft, that: his-width < 130, text: It is narrow as a rule.}
            """;

    private static final String BEHIND_THE_ECG = "  - code: echo\n    label: Echocardiogram at the site\n";

    /// Forms that repeat, at a visit and outside of any, each with an item that tells the arm, and what follows
    /// from it.
    private static final String REPEATING = """
              - code: interrogation
                label: Interrogation
                repeats: true
                outside-visits: true
                items:
                  - {code: battery, label: Battery, type: integer, unit: "%%", min: 0, max: 100, required: true}
                  - {code: his-threshold, label: Threshold of the His lead, type: integer, unit: mV, min: 1, max: 9999, %1$s}
                  - {code: his-high, label: High threshold, type: calculated, formula: his-threshold > 2500}
                  - {code: device-remark, label: Remark, type: text}
              - code: event
                label: Event
                repeats: true
                items:
                  - {code: grade, label: Grade, type: integer, min: 1, max: 5, required: true}
                  - {code: of-the-lead, label: Of the lead, type: boolean, %1$s}
            """.formatted(MARK);

    /// Visits that repeat, until a date on a form, and one that nobody plans.
    private static final String NUMBERED = """
              - {code: cycle, label: Cycle, anchor: randomize, day: 20, before: 2, after: 3, forms: [stopping], \
            repeats: {every: 21, until: {visits: 3}}, ends: [stopping/stopped-on]}
              - {code: extra, label: Unscheduled, anchor: null, day: 0, before: 0, after: 0, forms: [stopping], \
            unscheduled: true}
            """;

    private static final String STOPPING = """
              - code: stopping
                label: End of treatment
                items:
                  - {code: stopped-on, label: Stopped on, type: date, required: true}
            """;

    /// On a form that tells the arm: a check and a formula of what another such form tells.
    private static final String DEVICE = "  - code: body\n    label: Height and weight\n";

    private static final String ELSEWHERE = """
                  - {code: his-before, label: His capture before, type: calculated, \
            formula: ecg.his-paced@previous}
                checks:
                  - {code: paced, kind: soft, that: ventricular-pacing > 1 or ecg.paced-capture@previous <> 'selective-his', \
            text: The His bundle was paced.}
            """;

    private static final String FORMS = "forms:\n  - code: ecg\n";
    private static final String WEEK_2 = "forms: [incision, device]";

    private final KindOfBlinding blinding;
    private @Nullable Protocol inForce;
    private Seals seals = Seals.NONE;
    private int newest;

    Amendments(KindOfBlinding blinding) {
        this.blinding = blinding;
    }

    /// The version with the number: 1 as it is in the repository, but for its blind, one more question to
    /// readers, and items that depend on others; 2 with two items more marked, of a form and of a read, which waits
    /// for sites; 3 with none, and with a blind that lets everybody at a site know.
    ProtocolPublished publish(int version) {
        ProtocolPublished published = new ProtocolPublished(
                Story.STUDY, "" + version, "00".repeat(32), Texts.of(blinding, version), version == 2);
        seals = seals.after(published);
        inForce = Protocols.of(published);
        newest = version;
        return published;
    }

    /// Whether a version has marked the NYHA class: from then on it is drawn from what is sealed, whatever comes
    /// later.
    boolean nyhaIsMarked() {
        return newest >= 2;
    }

    /// The answers to items that the product leaves in the open.
    Map<String, ItemValue> open(String form, Map<String, ItemValue> answers) {
        return part(form, answers, false);
    }

    /// The answers to items that the product seals; null where the form has none.
    @Nullable
    Sealed<Map<String, ItemValue>> revealing(String form, Map<String, ItemValue> answers) {
        return seals.anyOn(form) ? Sealed.of(part(form, answers, true)) : null;
    }

    /// Whether a version has marked the QRS axis that readers measure.
    boolean axisIsMarked() {
        return newest >= 2;
    }

    /// The answers of a read that the product leaves in the open.
    Map<String, ItemValue> openOfRead(String modality, Map<String, ItemValue> answers) {
        return ofRead(modality, answers, false);
    }

    /// The answers of a read that the product seals; null where nothing is asked that it would.
    @Nullable
    Sealed<Map<String, ItemValue>> revealingOfRead(String modality, Map<String, ItemValue> answers) {
        return seals.anyOn(ReadPlan.formOf(modality)) ? Sealed.of(ofRead(modality, answers, true)) : null;
    }

    private Map<String, ItemValue> ofRead(String modality, Map<String, ItemValue> answers, boolean sealed) {
        Map<String, ItemValue> part = new TreeMap<>(answers);
        part.keySet().removeIf(item -> seals.isSealed(ReadPlan.formOf(modality), item) != sealed);
        return part;
    }

    /// Where the product keeps reasons for odd answers; null where the form has nothing sealed, or no soft check.
    @Nullable
    Sealed<Map<String, String>> kept(String form, Map<String, String> kept) {
        boolean checked = !Objects.requireNonNull(inForce)
                .form(form)
                .orElseThrow()
                .checks()
                .isEmpty();
        return checked && seals.anyOn(form) ? Sealed.of(kept) : null;
    }

    /// What of a correction the product leaves in the open.
    @Nullable
    Correction open(String form, Correction correction) {
        if (reveals(form, correction.item())) {
            return null;
        }
        return seals.anyOn(form) ? correction.withReasonSealed() : correction;
    }

    @Nullable
    Sealed<Correction> revealing(String form, Correction correction) {
        return seals.anyOn(form) ? Sealed.of(correction) : null;
    }

    private Map<String, ItemValue> part(String form, Map<String, ItemValue> answers, boolean sealed) {
        Map<String, ItemValue> part = new TreeMap<>(answers);
        part.keySet().removeIf(item -> reveals(form, item) != sealed);
        return part;
    }

    private boolean reveals(String form, String item) {
        return seals.isSealed(
                form,
                Objects.requireNonNull(inForce)
                        .form(form)
                        .flatMap(known -> known.item(item))
                        .orElseThrow());
    }

    /// Made once: some tests tell very many stories.
    private static final class Texts {
        private static final Map<String, String> MADE = new ConcurrentHashMap<>();

        static String of(KindOfBlinding blinding, int version) {
            return MADE.computeIfAbsent(blinding + " " + version, any -> made(blinding, version));
        }

        private static String made(KindOfBlinding blinding, int version) {
            String first = blinding.of(Story.hotCrt())
                    .replace("      - " + AXIS, PACED + "      - " + AXIS)
                    .replace(BEHIND_THE_ECG, DEPENDENT + BEHIND_THE_ECG)
                    .replace(DEVICE, ELSEWHERE + DEVICE)
                    .replace(FORMS, NUMBERED + FORMS.replace("  - code", REPEATING + STOPPING + "  - code"))
                    .replace(WEEK_2, "forms: [incision, device, event]");
            return switch (version) {
                case 1 -> first;
                case 2 ->
                    edited(first, 2)
                            .replace(NYHA, NYHA + "        " + MARK + "\n")
                            .replace(AXIS, AXIS + MARK + ", ");
                default -> KindOfBlinding.opened(edited(first, 3)).replace(MARK, "reveals-the-arm: false");
            };
        }

        private static String edited(String text, int version) {
            return text.replace("version: \"1\"", "version: \"" + version + "\"");
        }
    }
}
