package org.trialbook.console.record;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Passes files on from the record to its user's browser as they come, without keeping any. What somebody uploaded must
/// not act as a page of the console, whose cookie would then be in its reach: it gets an origin of its own, nothing in
/// it is run, its type is not guessed, and all but a picture is a download.
@Component
public class FileDownloads {

    private static final String ISOLATED = "default-src 'none'; frame-ancestors 'none'; sandbox";
    private static final String PICTURE = "image/png";
    private static final Set<String> KNOWN = Set.of(
            PICTURE,
            "application/dicom",
            "application/pdf",
            "application/xml",
            "application/zip",
            "text/plain;charset=UTF-8");
    private static final List<String> PASSED = List.of("Content-Length", "X-Record-Position");

    private final RecordClient record;

    FileDownloads(RecordClient record) {
        this.record = record;
    }

    /// @param path behind the study
    /// @throws IOException when either connection breaks: the browser must then see half a file as half a file
    public void pass(String path, Map<String, String> parameters, HttpServletResponse response) throws IOException {
        HttpResponse<InputStream> file = record.open(path, parameters);
        String said = file.headers().firstValue("Content-Type").orElse("");
        String type = KNOWN.contains(said) ? said : "application/octet-stream";
        String disposition = file.headers().firstValue("Content-Disposition").orElse("attachment");
        response.setContentType(type);
        PASSED.forEach(name -> file.headers().firstValue(name).ifPresent(value -> response.setHeader(name, value)));
        response.setHeader("Cache-Control", "no-store, private");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", ISOLATED);
        response.setHeader(
                "Content-Disposition",
                type.equals(PICTURE) ? disposition : disposition.replaceFirst("^inline", "attachment"));
        try (InputStream bytes = file.body()) {
            bytes.transferTo(response.getOutputStream());
        }
    }
}
