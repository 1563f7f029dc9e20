package org.trialbook.console.form;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.trialbook.console.page.PageWords;
import org.trialbook.console.record.FileDownloads;
import org.trialbook.console.record.RecordAnswer;
import org.trialbook.console.record.RecordClient;
import tools.jackson.databind.JsonNode;

/// `/subjects/{subject}/files`: files that answer items of forms, sent before the form is recorded and fetched from
/// then on.
@Controller
class FormFiles {

    private final RecordClient record;
    private final FileDownloads files;

    FormFiles(RecordClient record, FileDownloads files) {
        this.record = record;
        this.files = files;
    }

    /// What the page's script is told of a file that it sent.
    ///
    /// @param value as which it is answered; empty when it was not taken
    /// @param says in words what it is, or why it was not taken
    record Sent(String value, String says) {}

    @PostMapping("/subjects/{subject}/files")
    ResponseEntity<Sent> send(HttpServletRequest request) throws IOException {
        RecordAnswer answer = record.upload(request.getInputStream(), request.getContentLengthLong());
        JsonNode body = answer.body();
        return answer.ok()
                ? ResponseEntity.ok(new Sent(
                        "sha256:" + body.path("hash").asString(),
                        PageWords.file(
                                body.path("contentType").asString(),
                                body.path("bytes").asLong())))
                : ResponseEntity.status(answer.status()).body(new Sent("", why(body)));
    }

    private static String why(JsonNode problem) {
        StringBuilder why = new StringBuilder(problem.path("detail").asString("The file was not taken."));
        problem.path("found")
                .forEach(found -> why.append(' ').append(found.asString()).append(';'));
        String remedy = problem.path("remedy").asString("");
        return remedy.isEmpty() ? why.toString() : why + " " + remedy;
    }

    @GetMapping("/subjects/{subject}/files/{file:[0-9a-f]{64}}")
    void fetch(@PathVariable String subject, @PathVariable String file, HttpServletResponse response)
            throws IOException {
        files.pass("/subjects/" + subject + "/files/" + file, Map.of(), response);
    }
}
