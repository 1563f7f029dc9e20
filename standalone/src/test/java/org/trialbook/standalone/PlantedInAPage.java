package org.trialbook.standalone;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.BiFunction;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// A mistake by which a page would tell the arm; the walk of the consoles must see it.
enum PlantedInAPage {
    /// A template's comment is rendered.
    COMMENT_IN_THE_PAGE((page, arm) -> page + "<!-- arm: " + arm + " -->"),
    /// The title is the unblinded page's.
    TITLE_NAMES_THE_ARM((page, arm) -> page.replace(" · Trialbook</title>", " (" + arm + ") · Trialbook</title>")),
    /// Rows are coloured by arm.
    STYLE_DEPENDS_ON_THE_ARM((page, arm) -> page.replace("<tr>", "<tr class=\"" + arm + "\">")),
    /// A form carries the subject's state along.
    HIDDEN_FORM_FIELD((page, arm) -> page.replace("</main>", "<input type=\"hidden\" value=\"" + arm + "\"></main>")),
    /// Whoever has no list is sent to the subjects of one arm first.
    REDIRECT_DEPENDS_ON_THE_ARM((page, arm) -> page),
    /// The console keeps answers, and gives one person's to another.
    ANSWER_OF_SOMEBODY_ELSE((page, arm) -> page),
    /// The foot of a page says of how many events it is made. What is withheld is among them, so it tells nothing
    /// to whoever compares arms, and the rest to whoever compares houses where more was withheld.
    PAGE_SHOWS_HOW_LONG_THE_RECORD_IS((page, size) -> page + "<!-- " + size + " events -->");

    private final BiFunction<String, String, String> leak;

    PlantedInAPage(BiFunction<String, String, String> leak) {
        this.leak = leak;
    }

    /// In whose name the record is asked.
    String as(HttpServletRequest request) {
        return this == ANSWER_OF_SOMEBODY_ELSE ? "statistician" : request.getHeader("X-Person");
    }

    void into(ContentCachingResponseWrapper answer, String arm) throws IOException {
        String location = answer.getHeader("Location");
        if (this == REDIRECT_DEPENDS_ON_THE_ARM && location != null) {
            answer.setHeader("Location", location + "?list=" + arm);
        }
        if (Objects.toString(answer.getContentType(), "").startsWith("text/html")) {
            String page = new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
            answer.resetBuffer();
            answer.getOutputStream().write(leak.apply(page, arm).getBytes(StandardCharsets.UTF_8));
        }
    }
}
