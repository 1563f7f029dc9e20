package org.trialbook.access.start;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// Starts a server from a command line: `--help` says what it is and starts nothing, and a start that fails ends
/// in one sentence on standard error.
public final class ServerStart {

    /// This is no exit code: the server runs on.
    public static final int RUNNING = -1;

    /// The command line is wrong, or something that the server needs cannot be used.
    public static final int FAILED = 2;

    /// Set in a thread that starts a server and tells of a failure itself.
    private static final ThreadLocal<Boolean> TOLD_ELSEWHERE = ThreadLocal.withInitial(() -> false);

    private ServerStart() {}

    /// @param help what `--help` prints
    /// @param settings as Spring Boot takes them: `--name=value`
    /// @return [#RUNNING], 0 after help, or [#FAILED]
    @SuppressWarnings("SystemOut") // It speaks to a person at a command line.
    public static int run(Class<?> application, String help, String... settings) {
        if (Arrays.stream(settings).anyMatch(word -> word.equals("--help") || word.equals("-h"))) {
            System.out.print(help);
            return 0;
        }
        for (String word : settings) {
            if (!word.startsWith("--")) {
                System.err.println("'" + word + "' is no setting: settings read --name=value. See --help.");
                return FAILED;
            }
        }
        try {
            quietly(() -> application(application).run(settings));
            return RUNNING;
        } catch (RuntimeException e) {
            System.err.println(StartFailure.sentence(e));
            return FAILED;
        }
    }

    /// An application that leaves what is said about a failed start to one sentence: the frameworks' own logging
    /// of it is off, unless a setting says otherwise.
    public static SpringApplication application(Class<?> application) {
        SpringApplication starting = new SpringApplication(application);
        starting.setDefaultProperties(Map.of(
                "logging.level.org.mongodb.driver",
                "warn",
                "logging.level.org.springframework.boot.autoconfigure.logging",
                "off",
                "logging.level." + AnnotationConfigServletWebServerApplicationContext.class.getName(),
                "error",
                "logging.level.org.springframework.boot.tomcat.servlet.DeferredServletContainerInitializers",
                "off",
                // Where a start fails it prints the frames of the driver's threads, which end with the process.
                "logging.level.org.apache.catalina.loader.WebappClassLoaderBase",
                "error"));
        return starting;
    }

    /// Starts a server without a word about a failure: the caller tells it, as [StartFailure] puts it.
    public static ConfigurableApplicationContext quietly(Supplier<ConfigurableApplicationContext> start) {
        TOLD_ELSEWHERE.set(true);
        try {
            return start.get();
        } finally {
            TOLD_ELSEWHERE.remove();
        }
    }

    /// In `spring.factories`, before Spring Boot's own reporter.
    static final class Reporter implements SpringBootExceptionReporter {
        @Override
        public boolean reportException(Throwable failure) {
            return TOLD_ELSEWHERE.get();
        }
    }
}
