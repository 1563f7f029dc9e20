package org.trialbook.verify.kit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// All files and cases of the kit, while they are put together.
public final class Kit {

    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<KitCase> cases = new ArrayList<>();

    /// Everything there is.
    public static Kit whole() {
        Kit kit = new Kit();
        kit.file("keys/log.vkey", Draft.utf8(KitKeys.LOG.verifier() + "\n"));
        kit.file("keys/second.vkey", Draft.utf8(KitKeys.SECOND.verifier() + "\n"));
        kit.file("keys/third.vkey", Draft.utf8(KitKeys.THIRD.verifier() + "\n"));
        kit.file("keys/stranger.vkey", Draft.utf8(KitKeys.STRANGER.verifier() + "\n"));
        kit.file("keys/witness-a.vkey", Draft.utf8(KitKeys.WITNESS_A.verifier() + "\n"));
        kit.file("keys/witness-b.vkey", Draft.utf8(KitKeys.WITNESS_B.verifier() + "\n"));
        kit.file("keys/witness-c.vkey", Draft.utf8(KitKeys.WITNESS_C.verifier() + "\n"));
        SoundCases.addTo(kit);
        ZipCases.addTo(kit);
        FileCases.addTo(kit);
        LineCases.addTo(kit);
        CorpusCases.addTo(kit);
        NoteCases.addTo(kit);
        RotationCases.addTo(kit);
        RedactionCases.addTo(kit);
        ClaimCases.addTo(kit);
        RandomizationCases.addTo(kit);
        FactorCases.addTo(kit);
        PeriodCases.addTo(kit);
        ListCases.addTo(kit);
        TreatmentKitCases.addTo(kit);
        InspectorCases.addTo(kit);
        ServedCases.addTo(kit);
        kit.file(
                "cases.jsonl",
                Draft.utf8(kit.cases.stream().map(it -> it.json() + "\n").collect(Collectors.joining())));
        return kit;
    }

    /// Path below `conformance/` → content. The README is written by hand.
    public Map<String, byte[]> files() {
        return files;
    }

    String file(String path, byte[] content) {
        byte[] before = files.put(path, content);
        if (before != null && !Arrays.equals(before, content)) {
            throw new IllegalStateException("two files " + path);
        }
        return path;
    }

    /// A bundle of its own, to be verified with the log's key.
    KitCase bundle(String name, String why, byte[] zip) {
        return again(name, why, file("bundles/" + name + ".zip", zip));
    }

    KitCase bundle(String name, String why, Draft closed) {
        return bundle(name, why, closed.zip());
    }

    /// Another command about a bundle that is there.
    KitCase again(String name, String why, String bundle) {
        return command(name, why, "verify", bundle, "--json", "--key", "keys/log.vkey");
    }

    KitCase command(String name, String why, String... command) {
        if (cases.stream().anyMatch(it -> it.name().equals(name))) {
            throw new IllegalStateException("two cases " + name);
        }
        KitCase added = new KitCase(name, why, List.of(command));
        cases.add(added);
        return added;
    }
}
