package org.trialbook.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.ImplantPlan.Lead;
import org.trialbook.protocol.Item.Type;
import org.trialbook.protocol.Protocol.CodeListItem;

/// The items that a protocol's leads bring with them: what was placed and where, whether it stayed and why not, and the
/// usual measurements. Attempts of earlier releases knew these and no others, so their codes are for ever.
public final class UsualAttempt {

    public static final String LEAD = "lead";
    public static final String TARGET = "target";
    public static final String SUCCESSFUL = "successful";
    public static final String FAILURE = "failure";
    public static final String QRS_BEFORE = "qrs-before";
    public static final String QRS_AFTER = "qrs-after";
    public static final String THRESHOLD = "threshold";
    public static final String PULSE_WIDTH = "pulse-width";
    public static final String PHRENIC_CAPTURE = "phrenic-capture";
    public static final String TECHNIQUE = "technique";
    public static final String NOTE = "note";
    static final AnswerCondition SUCCEEDED = successfulIs("true");

    private static final int LONGEST_NOTE = 500;
    private static final AnswerCondition FAILED = successfulIs("false");

    private UsualAttempt() {}

    static List<Item> items(ImplantPlan plan) {
        ImplantPlan.Limits limits = plan.limits();
        if (plan.leads().isEmpty() || limits == null) {
            return List.of();
        }
        List<Item> items = new ArrayList<>();
        items.add(choice(LEAD, "Lead", Type.CHOICE, leads(plan), true));
        items.add(choice(TARGET, "Target", Type.CHOICE, targets(plan), true));
        items.add(plain(SUCCESSFUL, "The lead stayed", Type.BOOLEAN, null, true));
        items.add(failure(plan.failures()));
        items.add(number(QRS_BEFORE, "QRS duration before pacing", Type.INTEGER, "ms", limits.qrsMs()));
        items.add(number(QRS_AFTER, "QRS duration, paced", Type.INTEGER, "ms", limits.qrsMs()));
        items.add(number(THRESHOLD, "Capture threshold", Type.DECIMAL, "V", limits.thresholdVolts()));
        items.add(number(PULSE_WIDTH, "Pulse width of the threshold", Type.DECIMAL, "ms", limits.pulseWidthMs()));
        items.add(plain(PHRENIC_CAPTURE, "Phrenic nerve captured", Type.BOOLEAN, null, false));
        if (!plan.techniques().isEmpty()) {
            items.add(choice(TECHNIQUE, "What was needed", Type.MULTI_CHOICE, plan.techniques(), false));
        }
        items.add(plain(NOTE, "Note", Type.TEXT, LONGEST_NOTE, false));
        return items;
    }

    /// A target belongs to a lead: one check for each lead that does not have it, so that none is long.
    static List<FormCheck> checks(ImplantPlan plan) {
        List<FormCheck> checks = new ArrayList<>();
        for (CodeListItem target : targets(plan)) {
            plan.leads().stream()
                    .filter(lead ->
                            lead.targets().stream().noneMatch(own -> own.code().equals(target.code())))
                    .forEach(lead -> checks.add(never(target, lead)));
        }
        return checks;
    }

    private static FormCheck never(CodeListItem target, Lead lead) {
        return new FormCheck(
                "no-%s-of-%s".formatted(target.code(), lead.code()),
                FormCheck.Kind.HARD,
                "%s <> '%s' or %s <> '%s'".formatted(TARGET, target.code(), LEAD, lead.code()),
                "%s is no target of %s.".formatted(target.label(), lead.label()),
                TARGET);
    }

    static List<CodeListItem> leads(ImplantPlan plan) {
        return plan.leads().stream()
                .map(lead -> new CodeListItem(lead.code(), lead.label()))
                .toList();
    }

    private static List<CodeListItem> targets(ImplantPlan plan) {
        Map<String, CodeListItem> targets = new LinkedHashMap<>();
        plan.leads().forEach(lead -> lead.targets().forEach(target -> targets.putIfAbsent(target.code(), target)));
        return List.copyOf(targets.values());
    }

    private static Item failure(List<CodeListItem> failures) {
        Item asked = choice(FAILURE, "Why it did not stay", Type.CHOICE, failures, false);
        return asked.when(FAILED, FAILED);
    }

    private static Item choice(String code, String label, Type type, List<CodeListItem> choices, boolean required) {
        return new Item(code, label, type, null, null, null, null, choices, null, required, true);
    }

    private static Item number(String code, String label, Type type, String unit, Range range) {
        return new Item(code, label, type, unit, range.min(), range.max(), null, null, null, false, true);
    }

    private static Item plain(String code, String label, Type type, @Nullable Integer longest, boolean required) {
        return new Item(code, label, type, null, null, null, null, null, longest, required, true);
    }

    private static AnswerCondition successfulIs(String answer) {
        return new AnswerCondition(null, null, SUCCESSFUL, null, null, null, null, answer, null);
    }
}
