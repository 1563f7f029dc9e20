package org.trialbook.simulation;

import java.util.List;
import java.util.regex.Pattern;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.CodeListItem;

/// How a lead of a protocol is placed: by the protocol's codes, of which those are taken that are usual for its kind.
///
/// @param setbacks reasons for which an attempt fails without the lead being given up
record Lead(String code, LeadKind kind, List<String> targets, List<String> techniques, List<String> setbacks) {

    /// A lead of the protocol.
    static Lead of(String code, Protocol protocol) {
        CodeListItem placed = protocol.implant().placeable().stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow();
        LeadKind kind = LeadKind.of(placed.label());
        List<CodeListItem> targets = protocol.implant().leads().stream()
                .filter(one -> one.code().equals(code))
                .flatMap(one -> one.targets().stream())
                .toList();
        return new Lead(
                code,
                kind,
                usual(kind.targets(), targets),
                usual(kind.techniques(), protocol.implant().techniques()),
                usual(kind.setbacks(), protocol.implant().failures()));
    }

    /// The codes of those whose label is usual; all when none is.
    private static List<String> usual(Pattern labels, List<CodeListItem> choices) {
        List<String> usual = choices.stream()
                .filter(choice -> labels.matcher(choice.label()).find())
                .map(CodeListItem::code)
                .toList();
        return usual.isEmpty() || usual.size() == choices.size() ? plain(choices) : usual;
    }

    /// The codes without what is called other, which wants an explanation; with it where there is nothing else.
    static List<String> plain(List<CodeListItem> choices) {
        List<CodeListItem> plain = choices.stream()
                .filter(choice -> !choice.label().equalsIgnoreCase("Other"))
                .toList();
        return (plain.isEmpty() ? choices : plain)
                .stream().map(CodeListItem::code).toList();
    }
}
