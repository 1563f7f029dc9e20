package org.trialbook.benchmark.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The machine that was measured on, without anything that tells whose it is.
public record Machine(String description, boolean keepsNothing) {

    private static final Pattern VERSION = Pattern.compile("[0-9.]*[0-9]");

    /// @param directory where the stores lie
    public static Machine with(Path directory) throws IOException {
        String fileSystem = Files.getFileStore(directory).type();
        long bytes = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getTotalMemorySize();
        String text = String.format(
                Locale.ROOT,
                "%d × %s, %d GiB of memory; %s %s; JDK %s (%s); %s",
                Runtime.getRuntime().availableProcessors(),
                processor(),
                Math.round(bytes / (double) (1 << 30)),
                System.getProperty("os.name"),
                number(System.getProperty("os.version")),
                Runtime.version(),
                System.getProperty("java.vendor"),
                fileSystem);
        return new Machine(text, fileSystem.equals("tmpfs") || fileSystem.equals("ramfs"));
    }

    /// Only the number: what follows it is the name of somebody's build.
    private static String number(String version) {
        var matcher = VERSION.matcher(version);
        return matcher.lookingAt() ? matcher.group() : "";
    }

    private static String processor() throws IOException {
        Path known = Path.of("/proc/cpuinfo");
        if (Files.isReadable(known)) {
            try (Stream<String> lines = Files.lines(known)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("core (" + System.getProperty("os.arch") + ")");
            }
        }
        return "core (" + System.getProperty("os.arch") + ")";
    }
}
