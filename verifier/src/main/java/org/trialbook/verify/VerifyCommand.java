package org.trialbook.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.BundleVerification;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.UnreadableBundleException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `verify <bundle.zip>`: checks every line, the tree, the signatures and the files, and says what that proves.
@Command(
        name = "verify",
        description = {
            "Verifies a bundle: every line, gapless positions, the tree, the checkpoint's signature, the files.",
            "Needs no network and trusts nothing but the key given with --key."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the record is sound",
            "1:it is not: the findings name the first bad position",
            "2:the file could not be read as a bundle, or the command was misused"
        })
public final class VerifyCommand implements Callable<Integer> {

    static final int SOUND = 0;
    static final int FINDINGS = 1;
    static final int UNREADABLE = 2;

    @Parameters(paramLabel = "<bundle.zip>", description = "the bundle, as downloaded")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private Path bundle;

    @Option(
            names = "--key",
            paramLabel = "<key>",
            description = {
                "the log's public key, got by another way than the bundle: 'name+id+base64', or a file that holds it;",
                "without it the key in the bundle is believed"
            })
    private @Nullable String key;

    @Option(names = "--json", description = "print the result as one line of JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        NoteVerifier pinned = key == null ? null : readKey(key);
        PrintWriter out = spec.commandLine().getOut();
        try {
            BundleReport report = BundleVerification.verify(bundle, pinned);
            if (json) {
                out.println(JsonReport.of(report));
            } else {
                new TextReport(bundle.toString(), report).printTo(out);
            }
            out.flush();
            return report.sound() ? SOUND : FINDINGS;
        } catch (UnreadableBundleException unreadable) {
            spec.commandLine().getErr().println(TextReport.printable(String.valueOf(unreadable.getMessage())));
            return UNREADABLE;
        }
    }

    private NoteVerifier readKey(String keyOrFile) {
        try {
            Path file = Path.of(keyOrFile);
            return NoteVerifier.parse(
                    Files.isRegularFile(file) ? Files.readString(file).strip() : keyOrFile);
        } catch (IOException | IllegalArgumentException unusable) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--key is neither a verifier key nor a file that holds one: " + unusable.getMessage());
        }
    }
}
