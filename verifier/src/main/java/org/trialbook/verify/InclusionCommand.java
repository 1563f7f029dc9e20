package org.trialbook.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.BundledProof;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.Cosignature;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.Finding;
import org.trialbook.ledger.Json;
import org.trialbook.ledger.MalformedLineException;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.Progress;
import org.trialbook.ledger.ProofException;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TlogProof;
import org.trialbook.ledger.TreeHash;
import org.trialbook.ledger.TrustAnchors;
import org.trialbook.ledger.UnreadableBundleException;
import org.trialbook.ledger.UntrustedNoteException;
import org.trialbook.ledger.WitnessPolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `inclusion`: whether one event stands in the log, by a proof of its own or out of a bundle.
@Command(
        name = "inclusion",
        description = {
            "Checks the proof that one event stands in the log.",
            "The proof is a C2SP tlog-proof file, with --line; or it is made for the event of a bundle at --position,",
            "and printed. Of an event that is withheld from a bundle, the proof is that of its leaf hash: keep it for",
            "the day on which you get the line."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the event, or the leaf hash of one that is withheld, stands there",
            "1:the findings say why that is not proved",
            "2:a file could not be read, or the command was misused"
        })
public final class InclusionCommand implements Callable<Integer> {

    private static final String UNPROVED = "it is NOT proved that the event stands in the log";

    @Parameters(paramLabel = "<proof | bundle.zip>", description = "a tlog-proof file, or a bundle")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private Path file;

    @Option(
            names = "--line",
            paramLabel = "<file>",
            description = "the event's line, with or without a newline behind it")
    private @Nullable Path line;

    @Option(names = "--position", paramLabel = "<n>", description = "which event of the bundle")
    private @Nullable Long position;

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Option(names = "--json", description = "print the result as one line of JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        if ((line == null) == (position == null)) {
            throw new ParameterException(
                    spec.commandLine(), "a proof needs --line <file>, a bundle needs --position <n>");
        }
        NoteVerifier key = trust.key(spec.commandLine());
        WitnessPolicy witnesses = trust.witnesses(spec.commandLine());
        try {
            return position == null
                    ? fromProof(NamedFile.bytes(java.util.Objects.requireNonNull(line)), key, witnesses)
                    : fromBundle(position, key, witnesses);
        } catch (UnreadableBundleException | IOException unreadable) {
            spec.commandLine().getErr().println(TextReport.printable("can't be read: " + unreadable.getMessage()));
            return VerifyCommand.UNREADABLE;
        }
    }

    private int fromProof(byte[] bytes, @Nullable NoteVerifier key, WitnessPolicy witnesses) throws IOException {
        if (key == null) {
            throw new ParameterException(
                    spec.commandLine(), "a proof holds no key: give the log's public key with --key");
        }
        boolean newline = bytes.length > 0 && bytes[bytes.length - 1] == '\n';
        TlogProof proof;
        try {
            proof = TlogProof.parse(NamedFile.bytes(file));
        } catch (IllegalArgumentException malformed) {
            throw new IOException(file + " is no proof: " + malformed.getMessage(), malformed);
        }
        byte[] line = newline ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
        return tell(line, Sha256.leaf(line), proof, key, witnesses, List.of());
    }

    private int fromBundle(long at, @Nullable NoteVerifier key, WitnessPolicy witnesses)
            throws UnreadableBundleException {
        BundleReport report =
                RecordVerification.ofBundle(file, new TrustAnchors(key, witnesses, null), Progress.UNTOLD);
        NoteVerifier last = report.keys().isEmpty()
                ? null
                : keyFor(
                        report,
                        report.checkpoint() == null ? 0 : report.checkpoint().size());
        BundledProof bundled;
        try {
            bundled = BundledProof.of(file, at);
        } catch (IndexOutOfBoundsException beyond) {
            throw new ParameterException(spec.commandLine(), String.valueOf(beyond.getMessage()));
        } catch (UnreadableBundleException unprovable) {
            if (report.sound()) {
                throw unprovable;
            }
            return tellUnproved(at, report.findings());
        }
        return tell(bundled.line(), bundled.leaf(), bundled.proof(), last, witnesses, report.findings());
    }

    /// Of a bundle that is not sound there may be no proof at all.
    private int tellUnproved(long at, List<Finding> findings) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonReport.of(findings, "\"position\":" + at));
        } else {
            TextReport.printFindings(UNPROVED, findings, out);
        }
        out.flush();
        return VerifyCommand.FINDINGS;
    }

    private static NoteVerifier keyFor(BundleReport report, long size) {
        return report.keys().stream()
                .filter(epoch -> epoch.fromSize() <= size)
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .key();
    }

    /// @param bytes the event's line, or null if it is withheld
    private int tell(
            byte @Nullable [] bytes,
            TreeHash leaf,
            TlogProof proof,
            @Nullable NoteVerifier key,
            WitnessPolicy witnesses,
            List<Finding> before) {
        List<Finding> findings = new ArrayList<>(before);
        if (bytes != null) {
            checkLine(bytes, proof.index(), findings);
        }
        TlogProof.Verified verified = checkProof(leaf, proof, key, witnesses, findings);
        PrintWriter out = spec.commandLine().getOut();
        String text = new String(proof.format(), StandardCharsets.UTF_8);
        if (json) {
            out.println(JsonReport.of(
                    findings,
                    "\"position\":" + proof.index()
                            + ",\"withheld\":" + (bytes == null)
                            + ",\"leaf\":" + Json.quote(leaf.base64())
                            + ",\"proof\":" + Json.quote(text)));
        } else if (verified == null || !findings.isEmpty()) {
            TextReport.printFindings(UNPROVED, findings, out);
        } else {
            Checkpoint checkpoint = verified.checkpoint();
            if (position != null) {
                out.print(text);
                out.println();
            }
            out.println(TextReport.printable(String.format(
                    java.util.Locale.ROOT,
                    "%s stands at #%d of the log %s, signed at size %,d by %s",
                    bytes != null
                            ? "the event"
                            : "an event that is withheld, with the leaf hash " + leaf.base64() + ",",
                    proof.index(),
                    checkpoint.origin(),
                    checkpoint.size(),
                    key)));
            for (Cosignature cosignature : verified.cosignatures()) {
                out.println(TextReport.printable("cosigned by " + cosignature.witness() + " at " + cosignature.time()));
            }
            if (trust.key(spec.commandLine()) == null) {
                out.println("without --key this proves that the bundle agrees with itself, not who made it");
            }
        }
        out.flush();
        return findings.isEmpty() ? VerifyCommand.SOUND : VerifyCommand.FINDINGS;
    }

    private static void checkLine(byte[] bytes, long index, List<Finding> findings) {
        try {
            long found = EventLine.parse(bytes).position();
            if (found != index) {
                findings.add(new Finding.WrongPosition(Math.min(found, index), index, found));
            }
        } catch (MalformedLineException malformed) {
            findings.add(new Finding.UnreadableLine(index, malformed.offset(), malformed.expected()));
        }
    }

    private static TlogProof.@Nullable Verified checkProof(
            TreeHash leaf,
            TlogProof proof,
            @Nullable NoteVerifier key,
            WitnessPolicy witnesses,
            List<Finding> findings) {
        if (key == null) {
            add(findings, new Finding.UntrustedCheckpoint("checkpoint", "there is no key to check its signature with"));
            return null;
        }
        try {
            // What witnesses say is judged apart, so that it has a finding of its own.
            TlogProof.Verified verified = proof.verify(leaf, key, WitnessPolicy.NONE);
            return new TlogProof.Verified(verified.checkpoint(), cosigned(proof, witnesses, findings));
        } catch (UntrustedNoteException untrusted) {
            add(findings, new Finding.UntrustedCheckpoint("checkpoint", String.valueOf(untrusted.getMessage())));
        } catch (ProofException unproved) {
            add(findings, new Finding.NotIncluded(proof.index(), String.valueOf(unproved.getMessage())));
        } catch (IllegalArgumentException malformed) {
            add(findings, new Finding.MalformedEntry("checkpoint", String.valueOf(malformed.getMessage())));
        }
        return null;
    }

    private static List<Cosignature> cosigned(TlogProof proof, WitnessPolicy witnesses, List<Finding> findings) {
        try {
            return witnesses.require(proof.checkpoint());
        } catch (UntrustedNoteException tooFew) {
            add(findings, new Finding.TooFewWitnesses("checkpoint: " + tooFew.getMessage()));
            return List.of();
        }
    }

    private static void add(List<Finding> findings, Finding finding) {
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }
}
