package org.trialbook.standalone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.trialbook.protocol.ProtocolFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `trialbook protocol`: what whoever writes a protocol does with its file, without a server.
@Command(
        name = "protocol",
        description =
                "Checks a protocol's file, compares two versions, shows one as it will look, and makes a data dictionary of it.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ProtocolCheckCommand.class,
            ProtocolDiffCommand.class,
            ProtocolPreviewCommand.class,
            ProtocolDictionaryCommand.class
        })
final class ProtocolCommand implements Runnable {

    static final int FINDINGS = 1;
    static final int UNREADABLE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: check, diff, preview or dictionary.");
    }

    /// No more of a file than shows that it is too large.
    ///
    /// @throws IOException with a sentence for whoever named the file
    static String read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(Files.isDirectory(file) ? "it is a directory" : "there is no such file");
        }
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(ProtocolFile.MAX_BYTES + 1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("it is no text in UTF-8", e);
        }
    }
}
