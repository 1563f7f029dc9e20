package org.trialbook.blind;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ArmCode;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.Crossover;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.event.StudyEvent.AllocationDisclosed;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.SubjectEvent.CrossoverRequested;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.blind.Deed;

/// A generated trial whose arms have other codes, in the protocol and wherever they are sealed.
final class RenamedArms {

    private final Map<String, String> names;

    RenamedArms(String conduction, String biventricular) {
        this.names = Map.of("CSP", conduction, "BVP", biventricular);
    }

    List<Deed> in(List<Deed> deeds) {
        return deeds.stream().map(deed -> deed.with(renamed(deed.event()))).toList();
    }

    private TrialEvent renamed(TrialEvent event) {
        return switch (event) {
            case ProtocolPublished(var study, var version, var hash, var content, boolean awaitsSites) ->
                new ProtocolPublished(study, version, hash, protocol(content), awaitsSites);
            case SubjectRandomized(var study, var subject, var site, var day, var stratum, int number, var arm) ->
                new SubjectRandomized(study, subject, site, day, stratum, number, Sealed.of(arm(arm.opened())));
            case CrossoverRequested(var study, var subject, var site, int number, var by, var detail) -> {
                Crossover asked = detail.opened();
                yield new CrossoverRequested(
                        study,
                        subject,
                        site,
                        number,
                        by,
                        Sealed.of(new Crossover(arm(asked.from()), arm(asked.to()), asked.reason(), asked.note())));
            }
            case ReadSubmitted(var study, var read, var reader, var values, var reason, var guess, var revealing) -> {
                ArmCode guessed = guess.opened().arm();
                yield new ReadSubmitted(
                        study,
                        read,
                        reader,
                        values,
                        reason,
                        Sealed.of(new ArmGuess(
                                guessed == null ? null : arm(guessed),
                                guess.opened().confidence())),
                        revealing);
            }
            case ActRefused(
                    var study,
                    var act,
                    var subject,
                    var refusal,
                    var rule,
                    var evidence,
                    var hidden,
                    boolean shown) -> {
                Map<String, String> evidenceOfTheArm = new TreeMap<>();
                hidden.opened().forEach((name, text) -> evidenceOfTheArm.put(name, names.getOrDefault(text, text)));
                yield new ActRefused(study, act, subject, refusal, rule, evidence, Sealed.of(evidenceOfTheArm), shown);
            }
            case AllocationDisclosed(var study, var arms) -> {
                Map<String, ArmCode> disclosed = new TreeMap<>();
                arms.forEach((subject, arm) -> disclosed.put(subject, arm(arm)));
                yield new AllocationDisclosed(study, disclosed);
            }
            default -> event;
        };
    }

    private ArmCode arm(ArmCode code) {
        return new ArmCode(names.getOrDefault(code.value(), code.value()));
    }

    private String protocol(String content) {
        String renamed = content;
        for (Map.Entry<String, String> name : names.entrySet()) {
            renamed = renamed.replaceAll(
                    "(code|from|to): %s\\b".formatted(name.getKey()), "$1: \"" + name.getValue() + "\"");
        }
        return renamed;
    }
}
