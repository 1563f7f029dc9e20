package org.trialbook.protocol;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.trialbook.event.MalformedIdException;
import org.trialbook.event.SiteId;
import org.trialbook.protocol.InvalidProtocolException.Problem;
import org.trialbook.protocol.Protocol.CodeListItem;
import org.trialbook.protocol.Protocol.Factor;
import org.trialbook.protocol.Protocol.FactorLevel;
import org.trialbook.protocol.RecruitmentCaps.StratumCap;

/// What must hold of the caps: each names what can be counted.
final class CapRules {

    private final Protocol protocol;
    private final List<Problem> problems;

    CapRules(Protocol protocol, List<Problem> problems) {
        this.protocol = protocol;
        this.problems = problems;
    }

    void check() {
        RecruitmentCaps caps = protocol.caps();
        Integer each = caps.eachSite();
        if (each != null && each < 1) {
            problem("each-site", "positive", "1 or more; a site that randomizes nobody any more stands under sites");
        }
        caps.sites().forEach((site, most) -> {
            try {
                new SiteId(site);
            } catch (MalformedIdException malformed) {
                problem("sites." + site, "code-form", "'%s' is no site, such as \"01\"".formatted(site));
            }
            notNegative("sites." + site, most);
        });
        for (int i = 0; i < caps.strata().size(); i++) {
            stratum("strata[%d]".formatted(i), caps.strata().get(i));
        }
    }

    private void stratum(String path, StratumCap cap) {
        notNegative(path + ".most", cap.most());
        if (cap.of().isEmpty()) {
            problem(path + ".of", "not-empty", "at least one factor with its level; of all subjects, it is the target");
        }
        Set<String> factors = protocol.allocation().factors().stream()
                .map(Factor::code)
                .collect(Collectors.toCollection(TreeSet::new));
        cap.of()
                .forEach((code, level) -> protocol.allocation().factors().stream()
                        .filter(factor -> factor.code().equals(code))
                        .findFirst()
                        .ifPresentOrElse(
                                factor -> known(path + ".of." + code, level, levels(factor)),
                                () -> known(path + ".of." + code, code, factors)));
    }

    private void known(String path, String said, Set<String> known) {
        if (!known.contains(said)) {
            problem(
                    path,
                    "known-code",
                    "'%s' is none of %s%s".formatted(said, String.join(", ", known), NearestName.hint(said, known)));
        }
    }

    private Set<String> levels(Factor factor) {
        Set<String> levels =
                factor.levels().stream().map(FactorLevel::code).collect(Collectors.toCollection(TreeSet::new));
        if (levels.isEmpty()) {
            protocol.eligibility().items().stream()
                    .filter(item -> item.code().equals(factor.item()))
                    .flatMap(item -> Protocol.orNone(item.choices()).stream())
                    .map(CodeListItem::code)
                    .forEach(levels::add);
        }
        return levels;
    }

    private void notNegative(String path, int most) {
        if (most < 0) {
            problem(path, "not-negative", "0 or more; 0 lets nobody in any more");
        }
    }

    private void problem(String member, String rule, String detail) {
        problems.add(new Problem("caps." + member, rule, detail));
    }
}
