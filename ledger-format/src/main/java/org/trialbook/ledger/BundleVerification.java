package org.trialbook.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Verifies a bundle offline, in constant memory, and collects everything that is wrong with it. That
/// event ids are unique is not checked: it can't be in constant memory, and nothing in the format depends
/// on it.
public final class BundleVerification {

    /// More than any checkpoint, key or manifest of so many entries takes.
    static final int MAX_SMALL_ENTRY = 4 << 20;

    private final Findings findings = Findings.all();
    private final BundleZip zip;
    private final TrustAnchors trust;
    private final EventChecks events;
    private final Progress progress;
    private final Map<String, ZippedFile> entries = new LinkedHashMap<>();
    private final Set<String> unknown = new HashSet<>();
    private final Map<String, MeasuredInput> read = new HashMap<>();

    private BundleVerification(BundleZip zip, TrustAnchors trust, EventChecks events, Progress progress) {
        this.zip = zip;
        this.progress = progress;
        this.trust = trust;
        this.events = events;
    }

    /// Verifies the bundle in a file and tells how far it has got.
    ///
    /// @param trust what the inspector brings along
    /// @param events compares what the events say; used up by this
    /// @throws UnreadableBundleException if the file is not a bundle
    public static BundleReport verify(Path file, TrustAnchors trust, EventChecks events, Progress progress)
            throws UnreadableBundleException {
        try (BundleZip zip = BundleZip.open(file)) {
            return new BundleVerification(zip, trust, events, progress).run();
        } catch (IOException unreadable) {
            throw new UnreadableBundleException(file + " can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private BundleReport run() throws IOException {
        listEntries();
        BundleManifest manifest = manifest();
        progress.expects(manifest == null ? 0 : manifest.size());
        NoteVerifier bundled = key();
        CheckpointsAgainstKeys claims = claims();
        Checkpoint checkpoint = claims.checkpoint();
        RootsAgainstCheckpoints roots = claims.roots();
        String study = manifest == null ? null : manifest.study();
        BundledLines lines =
                new BundledLines(findings, roots, checkpoint, completeAs(manifest), study, events, progress);
        try (InputStream lineBytes = open(BundleEntries.LINES);
                InputStream leafBytes = open(BundleEntries.LEAVES)) {
            lines.read(lineBytes, leafBytes);
        }
        KeyChain.Verdict keys = lines.keys().judge(trust.key(), bundled, findings);
        claims.judge(keys, trust.witnesses(), roots, lines.leafCount());
        SortedMap<String, Optional<String>> protocols = digestProtocols();
        if (lines.judgeEvents()) {
            events.protocols(protocols, findings::add);
            events.beside((position, sha256) -> text(protocols, sha256), findings::add);
        }
        if (manifest != null) {
            compare(manifest, checkpoint);
            compareRedaction(manifest, lines);
            compareStudy(manifest, lines);
        }
        NoteVerifier key = trust.key() != null ? trust.key() : bundled;
        return lines.report(findings, manifest, claims, trust, key, keys, protocols.size());
    }

    private void listEntries() {
        for (ZippedFile file : zip.files()) {
            boolean known = BundleEntries.known(file.name());
            if (!known) {
                unknown.add(file.name());
            }
            if (!known || entries.putIfAbsent(file.name(), file) != null) {
                findings.add(new Finding.SuperfluousEntry(file.name()));
            }
        }
    }

    private @Nullable BundleManifest manifest() {
        byte[] bytes = small(BundleEntries.MANIFEST);
        try {
            return bytes == null ? null : BundleManifest.parse(bytes);
        } catch (IllegalArgumentException malformed) {
            findings.add(new Finding.MalformedEntry(BundleEntries.MANIFEST, String.valueOf(malformed.getMessage())));
            return null;
        }
    }

    private @Nullable NoteVerifier key() {
        byte[] bytes = small(BundleEntries.KEY);
        if (bytes == null) {
            return null;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            if (!text.endsWith("\n")) {
                throw new IllegalArgumentException("no newline at its end");
            }
            return NoteVerifier.parse(text.substring(0, text.length() - 1));
        } catch (IllegalArgumentException malformed) {
            findings.add(new Finding.MalformedEntry(BundleEntries.KEY, String.valueOf(malformed.getMessage())));
            return null;
        }
    }

    private CheckpointsAgainstKeys claims() {
        CheckpointsAgainstKeys claims = new CheckpointsAgainstKeys(findings, trust);
        byte[] note = small(BundleEntries.CHECKPOINT);
        if (note != null) {
            claims.take(BundleEntries.CHECKPOINT, note);
        }
        for (String name : entries.keySet()) {
            if (name.startsWith(BundleEntries.CHECKPOINTS)) {
                byte[] earlier = small(name);
                if (earlier != null) {
                    claims.takeEarlier(name, earlier);
                }
            }
        }
        return claims;
    }

    private SortedMap<String, Optional<String>> digestProtocols() {
        SortedMap<String, Optional<String>> protocols = new TreeMap<>();
        for (String name : entries.keySet()) {
            if (name.startsWith(BundleEntries.PROTOCOLS)) {
                // An entry that is not one of the small files was reported already; there is nothing to compare
                // it with.
                MeasuredInput whole = small(name) == null ? null : read.get(name);
                protocols.put(name, Optional.ofNullable(whole).map(MeasuredInput::sha256));
            }
        }
        return protocols;
    }

    /// A file that is missing, or another one, was reported already.
    private Optional<byte[]> text(SortedMap<String, Optional<String>> protocols, String sha256) {
        return protocols.entrySet().stream()
                .filter(file -> file.getValue().filter(sha256::equals).isPresent())
                .findFirst()
                .flatMap(file -> {
                    try (InputStream in = zip.read(Objects.requireNonNull(entries.get(file.getKey())))) {
                        return Optional.of(in.readNBytes(MAX_SMALL_ENTRY));
                    } catch (IOException damaged) {
                        return Optional.empty();
                    }
                });
    }

    /// Without a readable manifest nobody can say whether events may be withheld; the manifest is the finding
    /// then.
    private static @Nullable String completeAs(@Nullable BundleManifest manifest) {
        return manifest == null || manifest.withheld() != null ? null : BundleManifest.FORMAT;
    }

    private void compareRedaction(BundleManifest manifest, BundledLines lines) {
        Long stated = manifest.withheld();
        Long actual = lines.withheld();
        if (stated != null && actual != null) {
            agree("withheld", stated.toString(), actual.toString());
            // A time of its own could mark the copy of one reader.
            agree("created", manifest.created().toString(), lines.lastRecorded().toString());
        }
    }

    private void compareStudy(BundleManifest manifest, BundledLines lines) {
        if (lines.isOfOtherStudies()) {
            agree("study", String.valueOf(manifest.study()), "that of no line");
        }
    }

    private void compare(BundleManifest manifest, @Nullable Checkpoint checkpoint) {
        if (checkpoint != null) {
            agree("origin", manifest.origin(), checkpoint.origin());
            agree("size", String.valueOf(manifest.size()), String.valueOf(checkpoint.size()));
            agree("root", manifest.root().base64(), checkpoint.root().base64());
        }
        Set<String> listed = new HashSet<>();
        for (BundleManifest.Entry stated : manifest.entries()) {
            if (!listed.add(stated.name())) {
                findings.add(new Finding.SuperfluousEntry(stated.name()));
            }
            MeasuredInput actual = read.get(stated.name());
            if (!entries.containsKey(stated.name())) {
                // A file that has no place in a bundle was reported already, whatever the manifest says of it.
                if (!unknown.contains(stated.name())) {
                    findings.add(new Finding.MissingEntry(stated.name()));
                }
            } else if (actual != null && actual.ended()) {
                agree(
                        "the length of " + stated.name(),
                        String.valueOf(stated.bytes()),
                        String.valueOf(actual.length()));
                agree("the SHA-256 of " + stated.name(), stated.sha256(), actual.sha256());
            }
        }
        for (String name : entries.keySet()) {
            if (!name.equals(BundleEntries.MANIFEST) && !listed.contains(name)) {
                findings.add(new Finding.SuperfluousEntry(name));
            }
        }
    }

    private void agree(String member, String stated, String actual) {
        if (!stated.equals(actual)) {
            findings.add(new Finding.ManifestDisagrees(member, stated, actual));
        }
    }

    /// The whole content of a file that is always small, or null after reporting why not.
    private byte @Nullable [] small(String name) {
        if (!entries.containsKey(name)) {
            findings.add(new Finding.MissingEntry(name));
            return null;
        }
        try (InputStream in = open(name)) {
            byte[] bytes = in.readNBytes(MAX_SMALL_ENTRY);
            if (in.read() < 0) {
                return bytes;
            }
            findings.add(new Finding.MalformedEntry(name, "longer than " + MAX_SMALL_ENTRY + " bytes"));
        } catch (IOException damaged) {
            findings.add(new Finding.MalformedEntry(name, String.valueOf(damaged.getMessage())));
        }
        return null;
    }

    /// The content of a file, measured while it is read; nothing if the file is missing, which is
    /// reported.
    private InputStream open(String name) {
        ZippedFile entry = entries.get(name);
        if (entry == null) {
            findings.add(new Finding.MissingEntry(name));
            return InputStream.nullInputStream();
        }
        MeasuredInput input = new MeasuredInput(zip.read(entry));
        read.put(name, input);
        return BundleEntries.small(name) ? input : new ReadOn(input, name, findings);
    }
}
