package org.trialbook.simulation;

import java.util.List;
import java.util.Map;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.Choice;

/// How a lead is placed: by the protocol's codes, and where the lead is one that the simulation knows, by those that
/// are usual for it.
///
/// @param setbacks reasons for which an attempt fails without the lead being given up
record Lead(String code, List<String> targets, List<String> techniques, List<String> setbacks) {

    private static final Map<String, Lead> USUAL = Map.of(
            "left-bundle",
            new Lead(
                    "left-bundle",
                    List.of("left-bundle-trunk", "left-posterior-fascicle", "left-septum"),
                    List.of("lumenless-lead", "stylet-driven-lead", "electrogram-mapping", "septography"),
                    List.of("septum-not-penetrated", "no-conduction-system-capture", "dislodged")),
            "his",
            new Lead(
                    "his",
                    List.of("his-proximal", "his-distal"),
                    List.of("guide-catheter", "lumenless-lead", "electrogram-mapping"),
                    List.of("no-conduction-system-capture", "high-threshold")),
            "coronary-sinus",
            new Lead(
                    "coronary-sinus",
                    List.of("lateral-vein", "posterolateral-vein", "anterolateral-vein"),
                    List.of("occlusive-venography", "guide-catheter", "telescoping-catheter", "quadripolar-lead"),
                    List.of("dislodged", "phrenic-capture", "high-threshold")));

    /// A lead of the protocol.
    static Lead of(String code, Protocol protocol) {
        Lead usual = USUAL.getOrDefault(code, new Lead(code, List.of(), List.of(), List.of()));
        List<Choice> targets = protocol.implant().leads().stream()
                .filter(lead -> lead.code().equals(code))
                .findFirst()
                .orElseThrow()
                .targets();
        return new Lead(
                code,
                known(usual.targets(), targets),
                known(usual.techniques(), protocol.implant().techniques()),
                known(usual.setbacks(), protocol.implant().failures()));
    }

    /// Of the usual codes those that the protocol has; all of the protocol's when it has none of them.
    private static List<String> known(List<String> usual, List<Choice> choices) {
        List<String> codes = choices.stream().map(Choice::code).toList();
        List<String> known = usual.stream().filter(codes::contains).toList();
        return known.isEmpty() ? plain(choices) : known;
    }

    /// The codes without `other`, which wants an explanation; with it where there is nothing else.
    static List<String> plain(List<Choice> choices) {
        List<String> codes = choices.stream().map(Choice::code).toList();
        List<String> plain =
                codes.stream().filter(code -> !code.equals("other")).toList();
        return plain.isEmpty() ? codes : plain;
    }
}
