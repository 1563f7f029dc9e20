package org.trialbook.access.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why something did not start, in one sentence for the person at the command line.
public final class StartFailure {

    /// How the driver names the servers that it looked for, in the middle of everything else it knows of them.
    private static final Pattern ADDRESS = Pattern.compile("address=([^,}\\]]+)");

    private StartFailure() {}

    /// What lies beneath the frameworks' wrapping, on one line: the first exception of ours, else a store that
    /// does not answer, else the innermost.
    public static String sentence(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && causes.size() < 50; cause = cause.getCause()) {
            causes.add(cause);
        }
        for (Throwable cause : causes) {
            if (isOf(cause, "org.trialbook.") && cause.getMessage() != null) {
                return oneLine(cause.getMessage());
            }
        }
        for (Throwable cause : causes) {
            if (isOf(cause, "com.mongodb.")) {
                return store(String.valueOf(cause.getMessage()));
            }
        }
        for (Throwable cause : causes.reversed()) {
            // The last of these says which setting, and the innermost cause only what is wrong with it.
            if (isOf(cause, "org.springframework.boot.context.properties.")) {
                return oneLine(cause.getMessage() + ": " + said(causes.getLast()));
            }
            if (isOf(cause, "org.springframework.boot.web.server.PortInUse")) {
                return oneLine(said(cause));
            }
        }
        return oneLine(said(causes.getLast()));
    }

    private static String store(String message) {
        Set<String> addresses = new TreeSet<>();
        Matcher named = ADDRESS.matcher(message);
        while (named.find()) {
            addresses.add(named.group(1));
        }
        return addresses.isEmpty()
                ? "The store of the record refuses: " + oneLine(message)
                : "The store of the record does not answer at " + String.join(", ", addresses)
                        + ": start it, or set trialbook.mongodb.uri (TRIALBOOK_MONGODB_URI).";
    }

    private static boolean isOf(Throwable cause, String prefix) {
        return cause.getClass().getName().startsWith(prefix);
    }

    private static String said(Throwable cause) {
        return cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : cause instanceof java.io.IOException
                        ? cause.getClass().getSimpleName() + ": " + cause.getMessage()
                        : cause.getMessage();
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
