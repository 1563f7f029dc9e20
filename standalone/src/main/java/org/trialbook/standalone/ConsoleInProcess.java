package org.trialbook.standalone;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.trialbook.console.ConsoleApplication;
import org.trialbook.provider.DemoClient;

/// The console in this process, on a port of its own. It is an application apart: it reaches the record over the
/// loopback
/// address as its user, like every other client, and shares no object with it.
///
/// In the demo people sign in at the demo's own provider; otherwise `trialbook.console.issuer` and the client's secret
/// say
/// where.
@Component
@ConditionalOnProperty("trialbook.console.port")
final class ConsoleInProcess implements ApplicationListener<WebServerInitializedEvent>, AutoCloseable {

    private final int port;
    private final String study;
    private final ObjectProvider<DemoClient> demo;
    private final Map<String, String> given;
    private @Nullable ConfigurableApplicationContext console;

    ConsoleInProcess(
            @Value("${trialbook.console.port}") int port,
            @Value("${trialbook.study}") String study,
            ObjectProvider<DemoClient> demo,
            Environment environment) {
        this.port = port;
        this.study = study;
        this.demo = demo;
        this.given = Binder.get(environment)
                .bind("trialbook.console", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        if (console != null || event.getApplicationContext().getParent() != null) {
            return;
        }
        URI record = URI.create("http://127.0.0.1:" + event.getWebServer().getPort());
        List<String> settings = new ArrayList<>(List.of(
                "--spring.config.name=console",
                "--server.port=" + port,
                "--trialbook.console.study=" + study,
                "--trialbook.console.commands=" + record,
                "--trialbook.console.queries=" + record));
        // What is said of the console here is said to it.
        given.forEach((name, value) -> {
            if (!name.equals("port")) {
                settings.add("--trialbook.console." + name + "=" + value);
            }
        });
        DemoClient client = demo.getIfAvailable();
        if (client != null) {
            settings.addAll(List.of(
                    "--trialbook.console.issuer=" + record,
                    "--trialbook.console.client-id=" + client.id(),
                    "--trialbook.console.client-secret=" + client.secret(),
                    "--trialbook.console.id-token-algorithm=ES256"));
        }
        console = ConsoleApplication.application().run(settings.toArray(String[]::new));
    }

    URI root() {
        return URI.create("http://127.0.0.1:"
                + Objects.requireNonNull(console).getEnvironment().getProperty("local.server.port"));
    }

    /// For tests, which step its clock.
    ConfigurableApplicationContext context() {
        return Objects.requireNonNull(console);
    }

    @Override
    public void close() {
        if (console != null) {
            console.close();
        }
    }
}
