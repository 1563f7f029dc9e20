package org.trialbook.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.KeyType;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.WitnessPolicy;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options by which an inspector says whom to believe. The same for every command.
final class TrustOptions {

    @Option(
            names = "--key",
            paramLabel = "<key>",
            description = {
                "the log's public key, got by another way than the record: 'name+id+base64', or a file that holds it;",
                "if the key has changed, the first one or a later one"
            })
    private @Nullable String key;

    @Option(
            names = "--witness",
            paramLabel = "<key>",
            description = {"a witness's public key, or a file that holds it; may be repeated:", "who must have cosigned"
            })
    private List<String> witnesses = new ArrayList<>();

    @Option(
            names = "--quorum",
            paramLabel = "<n>",
            description = "how many of these witnesses must have cosigned; all of them unless said otherwise")
    private @Nullable Integer quorum;

    @Nullable
    NoteVerifier key(CommandLine commandLine) {
        return key == null ? null : read("--key", key, KeyType.LOG, commandLine);
    }

    WitnessPolicy witnesses(CommandLine commandLine) {
        List<NoteVerifier> keys = witnesses.stream()
                .map(witness -> read("--witness", witness, KeyType.WITNESS, commandLine))
                .toList();
        try {
            return new WitnessPolicy(keys, quorum == null ? keys.size() : quorum);
        } catch (IllegalArgumentException impossible) {
            throw new ParameterException(commandLine, String.valueOf(impossible.getMessage()));
        }
    }

    private static NoteVerifier read(String option, String keyOrFile, KeyType type, CommandLine commandLine) {
        try {
            Path file = Path.of(keyOrFile);
            return NoteVerifier.parse(
                    Files.isRegularFile(file) ? NamedFile.text(file).strip() : keyOrFile, type);
        } catch (IOException | IllegalArgumentException unusable) {
            throw new ParameterException(
                    commandLine,
                    option + " is neither a verifier key nor a file that holds one: " + unusable.getMessage());
        }
    }
}
