package org.trialbook.access.http;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.Problems;
import tools.jackson.databind.json.JsonMapper;

/// What the container refuses before any filter sees it, such as a request line with a bad character, is answered as a
/// problem too, and not as a page that quotes it.
public final class ContainerProblems implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private final JsonMapper mapper;

    public ContainerProblems(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                // The host must know the valve's class by name as well; else it adds its own valve beside this
                // one.
                host.setErrorReportValveClass(Reporting.class.getName());
                host.getPipeline().addValve(new Reporting(mapper));
            }
        });
    }

    /// The class is a public valve because the container expects one.
    public static final class Reporting extends ErrorReportValve {

        private final JsonMapper mapper;

        private Reporting(JsonMapper mapper) {
            this.mapper = mapper;
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            byte[] body = mapper.writeValueAsBytes(Problems.ofStatus(status));
            try {
                response.setContentType(Problem.MEDIA_TYPE);
                response.setHeader("Cache-Control", "no-store");
                response.setHeader("X-Content-Type-Options", "nosniff");
                response.setContentLength(body.length);
                response.getOutputStream().write(body);
                response.finishResponse();
            } catch (IOException | IllegalStateException e) {
                // The caller is gone, or has been answered.
            }
        }
    }
}
