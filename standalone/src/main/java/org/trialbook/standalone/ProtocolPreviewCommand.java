package org.trialbook.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolLabels;
import org.trialbook.protocol.authoring.ProtocolCheck;
import org.trialbook.protocol.authoring.ProtocolPreview;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trialbook protocol preview`: a protocol as one page.
@Command(
        name = "preview",
        description = "Writes one HTML page: forms as they look, the schedule, the arms, who is blind.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:written", "1:the protocol cannot be used: see check", "2:a file cannot be read or written"})
final class ProtocolPreviewCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "a protocol file")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Option(names = "--out", paramLabel = "PAGE", description = "where to write it; to standard output without")
    private @Nullable Path page;

    @Option(names = "--language", paramLabel = "LANGUAGE", description = "in which to write it, such as de")
    private @Nullable String language;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            ProtocolCheck.Checked checked = ProtocolCheck.of(ProtocolCommand.read(file));
            if (checked.sound().isEmpty()) {
                checked.findings().forEach(finding -> err.println(finding.inFile(file.toString())));
                err.flush();
                return ProtocolCommand.FINDINGS;
            }
            Protocol protocol = checked.sound().get();
            if (language != null
                    && !language.equals(protocol.language())
                    && !protocol.translations().containsKey(language)) {
                err.printf(
                        "%s: it is written in %s%s%n",
                        file,
                        protocol.language(),
                        protocol.translations().keySet().stream()
                                .map(known -> ", " + known)
                                .collect(Collectors.joining()));
                err.flush();
                return ProtocolCommand.FINDINGS;
            }
            String html = ProtocolPreview.of(language == null ? protocol : ProtocolLabels.in(protocol, language));
            if (page == null) {
                out.print(html);
                out.flush();
            } else {
                Files.writeString(page, html, StandardCharsets.UTF_8);
            }
            return 0;
        } catch (IOException e) {
            err.printf("%s: %s%n", file, e.getMessage());
            err.flush();
            return ProtocolCommand.UNREADABLE;
        }
    }
}
