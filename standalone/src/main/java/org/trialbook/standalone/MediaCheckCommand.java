package org.trialbook.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.trialbook.media.MediaFormat;
import org.trialbook.media.MediaGate;
import org.trialbook.media.MediaVerdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `trialbook media check`: the gateway's verdict on files, by the same code.
@Command(
        name = "check",
        description = "Tells whether the gateway takes files, and if not, why and what to do.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:taken", "1:one is refused", "2:one cannot be read"})
final class MediaCheckCommand implements Callable<Integer> {

    static final int REFUSED = 1;
    static final int UNREADABLE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "files to look into")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--json", description = "as one JSON array")
    private boolean json;

    @Override
    public Integer call() {
        int exit = 0;
        List<Map<String, Object>> told = new ArrayList<>();
        for (Path file : files) {
            try {
                if (!Files.isRegularFile(file)) {
                    throw new IOException("it is no file");
                }
                MediaVerdict verdict = MediaGate.verdict(file);
                told.add(tell(file, verdict));
                exit = Math.max(exit, verdict instanceof MediaVerdict.Taken ? 0 : REFUSED);
            } catch (IOException e) {
                told.add(entry(file, "unreadable", Map.of("why", reason(file))));
                exit = UNREADABLE;
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(told));
        } else {
            told.forEach(entry -> print(out, entry));
        }
        out.flush();
        return exit;
    }

    static String reason(Path file) {
        if (Files.isDirectory(file)) {
            return "it is a directory";
        }
        return Files.exists(file) ? "it cannot be read" : "there is no such file";
    }

    private static Map<String, Object> tell(Path file, MediaVerdict verdict) {
        return switch (verdict) {
            case MediaVerdict.Taken taken ->
                entry(file, "taken", Map.of("format", taken.format().name()));
            case MediaVerdict.Identifying identifying ->
                entry(
                        file,
                        "identifying-media",
                        Map.of(
                                "format", identifying.format().name(),
                                "found", identifying.found(),
                                "remedy", identifying.format().remedy()));
            case MediaVerdict.Malformed malformed ->
                entry(
                        file,
                        "malformed-media",
                        Map.of(
                                "format", malformed.format().name(),
                                "why", malformed.why(),
                                "remedy", malformed.format().remedy()));
            case MediaVerdict.Unknown unknown -> entry(file, "unknown-media-format", Map.of("why", nearly(unknown)));
        };
    }

    private static String nearly(MediaVerdict.Unknown unknown) {
        return unknown.nearly()
                .orElseGet(() -> "going by its content, it is none of: "
                        + String.join(
                                ", ",
                                MediaFormat.ALL.stream().map(MediaFormat::name).toList()));
    }

    private static Map<String, Object> entry(Path file, String verdict, Map<String, Object> more) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("file", file.toString());
        entry.put("verdict", verdict);
        for (String key : List.of("format", "why", "found", "remedy")) {
            if (more.containsKey(key)) {
                entry.put(key, more.get(key));
            }
        }
        return entry;
    }

    private static void print(PrintWriter out, Map<String, Object> entry) {
        out.printf("%s: %s%n", entry.get("file"), entry.get("verdict"));
        if (entry.get("why") instanceof String why) {
            out.println("  " + why);
        }
        if (entry.get("found") instanceof List<?> found) {
            found.forEach(each -> out.println("  - " + each));
        }
        if (entry.get("remedy") instanceof String remedy) {
            out.println("  " + remedy);
        }
    }
}
