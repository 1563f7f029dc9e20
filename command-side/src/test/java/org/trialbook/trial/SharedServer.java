package org.trialbook.trial;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests a [Trial] on one server that all test classes share: the protocol published, sites 01 to 03 open.
public final class SharedServer implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Trial.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return trial(context);
    }

    /// The shared trial; the server ends with the test run.
    static Trial trial(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Running.class, ignored -> new Running(), Running.class)
                .trial();
    }

    /// A trial of its own, on a server of its own, for what ends a trial.
    public static Trial fresh() {
        return new Running().trial();
    }

    /// The shared trial's protocol, under a version of that name.
    public static String version(String version) {
        // Every act has examples here, and many of them randomize somebody.
        return HotCrt.YAML
                .replace("\ntarget: 100\n", "\ntarget: 1000\n")
                .replace("version: \"1\"", "version: \"%s\"".formatted(version));
    }

    private static final class Running implements AutoCloseable {

        private final Trial trial = new Trial(TrialServer.start());

        Running() {
            trial.server().recorded("data-manager", "/acts/publish-protocol", Map.of("protocol", version("1")));
            trial.commitSeed();
            List.of("01", "02", "03").forEach(trial::open);
        }

        Trial trial() {
            return trial;
        }

        @Override
        public void close() {
            trial.server().close();
        }
    }
}
