package org.trialbook.view.blind;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// What is logged in this thread while it asks. Nothing of it goes to the console: there is very much.
final class Logs extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final ThreadLocal<StringBuilder> WRITTEN = ThreadLocal.withInitial(StringBuilder::new);

    private final Logger ours = (Logger) LoggerFactory.getLogger("org.trialbook");
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    /// The document server tells of every collection.
    private final Logger store = (Logger) LoggerFactory.getLogger("de.bwaldvogel");

    static Logs taken() {
        Logs logs = new Logs();
        logs.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        logs.start();
        logs.ours.setAdditive(false);
        logs.ours.addAppender(logs);
        logs.root.addAppender(logs);
        logs.store.setLevel(Level.WARN);
        return logs;
    }

    /// What was logged in this thread since the last time.
    static String since() {
        StringBuilder written = WRITTEN.get();
        String text = written.toString();
        written.setLength(0);
        return text;
    }

    @Override
    protected void append(ILoggingEvent event) {
        StringBuilder written = WRITTEN.get();
        written.append(event.getLevel())
                .append(' ')
                .append(event.getLoggerName())
                .append(' ')
                .append(event.getFormattedMessage())
                .append(' ')
                .append(event.getKeyValuePairs())
                .append(' ')
                .append(event.getMDCPropertyMap())
                .append('\n');
        append(written, event.getThrowableProxy());
    }

    private static void append(StringBuilder written, @Nullable IThrowableProxy thrown) {
        for (IThrowableProxy cause = thrown; cause != null; cause = cause.getCause()) {
            written.append(cause.getClassName())
                    .append(": ")
                    .append(cause.getMessage())
                    .append('\n');
        }
    }

    @Override
    public void close() {
        ours.detachAppender(this);
        root.detachAppender(this);
        ours.setAdditive(true);
        store.setLevel(null);
        stop();
    }
}
