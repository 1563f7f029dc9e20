package org.trialbook.standalone;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/// Whatever anything logs from its opening on, at the levels of production: message, key-value pairs, diagnostic
/// context, exceptions with their frames. How long a request took is masked.
final class ServerLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final String REQUESTS = "org.trialbook.access.requests";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("org.trialbook");

    /// Servers and drivers that tell of every connection, which come and go with the time.
    private final List<Logger> ofConnections =
            List.of((Logger) LoggerFactory.getLogger("de.bwaldvogel"), (Logger) LoggerFactory.getLogger("org.mongodb"));

    private final Level rootBefore = root.getLevel();
    private final @Nullable Level oursBefore = ours.getLevel();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    static ServerLog opened() {
        ServerLog log = new ServerLog();
        log.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        log.start();
        log.root.setLevel(Level.INFO);
        log.ours.setLevel(Level.INFO);
        log.ofConnections.forEach(logger -> logger.setLevel(Level.WARN));
        log.root.addAppender(log);
        return log;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /// A request's line is written once its answer is out: waits until there are so many of them.
    void awaitRequests(long count) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> requests() >= count);
    }

    long requests() {
        return lines.stream().filter(line -> line.contains(REQUESTS)).count();
    }

    @Override
    protected void append(ILoggingEvent event) {
        StringBuilder line = new StringBuilder();
        line.append(event.getLevel())
                .append(' ')
                .append(event.getLoggerName())
                .append(' ')
                .append(event.getFormattedMessage());
        for (KeyValuePair pair : Objects.requireNonNullElse(event.getKeyValuePairs(), List.<KeyValuePair>of())) {
            line.append(' ').append(pair.key).append('=').append(pair.key.equals("millis") ? "…" : pair.value);
        }
        line.append(' ').append(event.getMDCPropertyMap());
        for (IThrowableProxy thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause()) {
            line.append('\n').append(thrown.getClassName()).append(": ").append(thrown.getMessage());
            for (StackTraceElementProxy frame : thrown.getStackTraceElementProxyArray()) {
                line.append("\n  ").append(frame.getSTEAsString());
            }
        }
        lines.add(line.toString());
    }

    @Override
    public void close() {
        root.detachAppender(this);
        root.setLevel(rootBefore);
        ours.setLevel(oursBefore);
        ofConnections.forEach(logger -> logger.setLevel(null));
        stop();
    }
}
