package org.trialbook.view.question;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.trialbook.store.media.MediaStore;
import org.trialbook.store.media.StoredMedia;

/// Answers with an uploaded file. A picture may be shown in place, anything else is a download, and nothing in it is
/// run; it bears no name that its sender gave it, since that could be anybody's.
public final class FileResponse {

    private static final Map<String, String> ENDINGS = Map.of(
            "application/dicom", "dcm",
            "application/pdf", "pdf",
            "application/xml", "xml",
            "image/png", "png");

    private FileResponse() {}

    /// @param name without its ending
    public static void write(StoredMedia file, String name, MediaStore store, HttpServletResponse response)
            throws IOException {
        String type = ENDINGS.containsKey(file.contentType()) ? file.contentType() : "application/octet-stream";
        response.setContentType(type);
        response.setContentLengthLong(file.bytes());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store, private");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "%s; filename=\"%s.%s\""
                        .formatted(
                                type.equals("image/png") ? "inline" : "attachment",
                                name,
                                ENDINGS.getOrDefault(type, "bin")));
        store.write(file, response.getOutputStream());
    }
}
