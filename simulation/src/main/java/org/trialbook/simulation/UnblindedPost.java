package org.trialbook.simulation;

import java.util.List;
import org.trialbook.protocol.CoreLabResults;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.SealedContent;
import org.trialbook.protocol.Seals;

/// Whose act it is at a site that somebody blind can't do, as the protocol's blind says.
final class UnblindedPost {
    private static final List<String> TREATING = List.of("implanter", "programmer", "investigator", "coordinator");
    private static final List<String> FILLING_IN = List.of("investigator", "programmer", "implanter", "coordinator");

    private final Protocol protocol;

    UnblindedPost(Protocol protocol) {
        this.protocol = protocol;
    }

    /// Who treats by the arm, and so asks for it.
    String treating() {
        return first(TREATING);
    }

    /// Whether they are told what the core laboratory reads of that modality, of subjects of some arm at least.
    boolean treatingIsTold(String modality) {
        CoreLabResults told = protocol.blinding().results(treating());
        return protocol.arms().stream()
                .anyMatch(arm -> told.when(modality, arm.code()) != CoreLabResults.From.UNBLINDING);
    }

    /// Who fills in the forms that tell the arm.
    String fillingIn() {
        return first(FILLING_IN);
    }

    /// Who fills in the form: the coordinator, unless it tells the arm or the protocol names others.
    String fillingIn(Form form) {
        boolean telling = Seals.NONE.and(protocol).anyOn(form.code());
        if (!telling && (form.filledInBy().isEmpty() || form.filledInBy().contains("coordinator"))) {
            return "coordinator";
        }
        List<String> posts = FILLING_IN.stream()
                .filter(post -> form.filledInBy().isEmpty() || form.filledInBy().contains(post))
                .filter(post -> telling || !post.equals("programmer"))
                .toList();
        return telling ? first(posts) : posts.getFirst();
    }

    /// Who randomizes: of a protocol that waits for a successful implant, somebody who may know whether it was.
    String randomizing() {
        boolean waits = protocol.ordered("randomize").stream().anyMatch(first -> first.outcome() != null);
        return waits ? fillingIn() : "investigator";
    }

    /// @throws SimulationNotPossibleException when nobody at a site may know
    private String first(List<String> posts) {
        return posts.stream()
                .filter(post -> protocol.blinding().known(post).contains(SealedContent.ALLOCATION))
                .findFirst()
                .orElseThrow(() -> new SimulationNotPossibleException(
                        "Nobody at a site of %s may know an arm".formatted(protocol.study())));
    }
}
