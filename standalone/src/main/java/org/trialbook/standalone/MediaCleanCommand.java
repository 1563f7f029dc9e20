package org.trialbook.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.MediaCleaner;
import org.trialbook.media.MediaCleaner.Cleaned;
import org.trialbook.media.MediaFormat;
import org.trialbook.media.MediaGate;
import org.trialbook.media.MediaVerdict;
import org.trialbook.media.SiteSecret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trialbook media clean`: a file that the gateway takes, from one that it does not. The original is not touched.
@Command(
        name = "clean",
        description = "Writes a file anew so that the gateway takes it, and says what is not in it any more.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:written",
            "1:the file cannot be made one that is taken",
            "2:misused, or something cannot be read"
        })
final class MediaCleanCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "the original")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path original;

    @Parameters(index = "1", paramLabel = "OUT", description = "the file to write; it does not exist yet")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path clean;

    @Option(
            names = "--secret",
            description =
                    "the file with the site's secret, made when it is not there (default: ${DEFAULT-VALUE}); what is"
                            + " replaced is replaced alike in every file as long as it is the same")
    private Path secret = Path.of(".trialbook", "site-secret.key");

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            if (!Files.isRegularFile(original)) {
                return misused("%s: %s".formatted(original, MediaCheckCommand.reason(original)));
            }
            if (Files.exists(clean)) {
                return misused("%s is there already, and nothing is written over.".formatted(clean));
            }
            Optional<MediaCleaner> cleaner = MediaGate.cleaner(original);
            if (cleaner.isEmpty()) {
                err.printf("%s: not written anew here. %s%n", original, instead());
                return MediaCheckCommand.REFUSED;
            }
            return write(cleaner.get(), SiteSecretFile.open(secret, out), out, err);
        } catch (IllegalArgumentException e) {
            return misused("%s: a site's secret has at least 32 bytes.".formatted(secret));
        } catch (IOException e) {
            return misused("%s cannot be read or %s cannot be written: %s"
                    .formatted(original, clean, e.getClass().getSimpleName()));
        } finally {
            out.flush();
            err.flush();
        }
    }

    private int write(MediaCleaner cleaner, SiteSecret key, PrintWriter out, PrintWriter err) throws IOException {
        boolean kept = false;
        try {
            Cleaned cleaned = cleaner.clean(original, clean, key);
            MediaVerdict verdict = MediaGate.verdict(clean);
            if (!(verdict instanceof MediaVerdict.Taken)) {
                err.printf("%s: what was written would not be taken: %s%n", original, why(verdict));
                return MediaCheckCommand.REFUSED;
            }
            kept = true;
            out.printf("%s: written, and the gateway takes it.%n", clean);
            list(out, "Not in it any more, or replaced:", cleaned.removed());
            list(out, "For a person to look at:", cleaned.lookAt());
            return 0;
        } catch (MalformedMediaException e) {
            err.printf("%s: nothing can be made of it: %s.%n", original, e.getMessage());
            return MediaCheckCommand.REFUSED;
        } finally {
            if (!kept) {
                Files.deleteIfExists(clean);
            }
        }
    }

    private static String why(MediaVerdict verdict) {
        return switch (verdict) {
            case MediaVerdict.Identifying identifying -> String.join(", ", identifying.found());
            case MediaVerdict.Malformed malformed -> malformed.why();
            default -> "it is of no format that is read";
        };
    }

    /// What to do with a file that nobody here writes anew.
    private String instead() throws IOException {
        return switch (MediaGate.verdict(original)) {
            case MediaVerdict.Taken ignored -> "The gateway takes it as it is.";
            case MediaVerdict.Identifying identifying -> identifying.format().remedy();
            case MediaVerdict.Malformed malformed -> malformed.format().remedy();
            case MediaVerdict.Unknown unknown ->
                unknown.nearly()
                        .orElseGet(() -> "It is none of: "
                                + String.join(
                                        ", ",
                                        MediaFormat.ALL.stream()
                                                .map(MediaFormat::name)
                                                .toList()));
        };
    }

    private static void list(PrintWriter out, String heading, List<String> entries) {
        if (!entries.isEmpty()) {
            out.println(heading);
            entries.forEach(entry -> out.println("  - " + entry));
        }
    }

    private int misused(String sentence) {
        spec.commandLine().getErr().println(sentence);
        return MediaCheckCommand.UNREADABLE;
    }
}
