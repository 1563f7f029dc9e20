package org.trialbook.console.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;
import org.trialbook.console.draft.FormDrafts;
import org.trialbook.console.record.RecordAnswer;
import org.trialbook.console.record.RecordAwayException;
import org.trialbook.console.record.RecordClient;
import org.trialbook.console.signin.PostedForm;
import org.trialbook.console.signin.SignInAgain;
import tools.jackson.databind.json.JsonMapper;

/// Turns a posted form into an act. What was typed is kept before the record is asked, and let go of only when the
/// record has answered that it is recorded; and the key that was drawn with the form goes with every try of it. So
/// whatever is lost on the way, nothing is recorded twice and nothing has to be typed again.
@Component
public class ActSubmission {

    private static final Pattern KEY = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int UNDECIDED = 500;

    private final RecordClient record;
    private final FormDrafts drafts;
    private final Receipts receipts;
    private final SignInAgain again;

    ActSubmission(RecordClient record, FormDrafts drafts, Receipts receipts, SignInAgain again) {
        this.record = record;
        this.drafts = drafts;
        this.receipts = receipts;
        this.again = again;
    }

    /// @param act its path behind the study
    /// @param item prefix of the fields that answer items
    /// @param goOn where what was recorded is shown, by the record's answer
    /// @param shownOnce the page of an answer that is given once; null where the answer can be asked for again
    public record Asked(
            String act,
            Map<String, ?> body,
            String item,
            Function<RecordAnswer, String> goOn,
            @Nullable Function<RecordAnswer, ModelAndView> shownOnce) {

        public Asked(String act, Map<String, ?> body, String item, String goOn) {
            this(act, body, item, answer -> goOn, null);
        }

        /// An act of which the answer is shown, once.
        public static Asked once(String act, Map<String, ?> body, Function<RecordAnswer, ModelAndView> shownOnce) {
            return new Asked(act, body, "", answer -> "", shownOnce);
        }
    }

    /// @param refill the form again, with what stands against it
    /// @return null when the answer is given already
    public @Nullable ModelAndView submit(
            HttpServletRequest request,
            HttpServletResponse response,
            String person,
            Asked asked,
            Function<Objections, ModelAndView> refill)
            throws IOException {
        String path = request.getRequestURI();
        Map<String, String> values = PostedForm.values(request);
        String posted = Objects.requireNonNullElse(request.getParameter(PostedForm.KEY), "");
        String key = KEY.matcher(posted).matches()
                ? posted
                : drafts.open(person, path).key();
        if (!person.equals(request.getParameter(PostedForm.PERSON))) {
            return seeOther(path);
        }
        drafts.keep(person, path, key, values);
        if (request.getParameter(PostedForm.KEEP) != null) {
            if (PostedForm.byScript(request)) {
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                return null;
            }
            return seeOther(path + "?kept");
        }
        RecordAnswer answer;
        try {
            answer = record.act(asked.act(), key, asked.body());
        } catch (RecordAwayException e) {
            return refilled(refill, HttpStatus.SERVICE_UNAVAILABLE, """
                    The record could not be reached, and it is not known whether this was recorded. What you typed is \
                    kept. Press again: it is recorded once, however often you press.""");
        }
        if (answer.ok()) {
            drafts.discard(person, path);
            receipts.note(request, key, answer);
            if (asked.shownOnce() != null) {
                return asked.shownOnce().apply(answer);
            }
            String goOn = recorded(asked.goOn().apply(answer), key, answer.after());
            return PostedForm.byScript(request) ? told(response, goOn) : seeOther(goOn);
        }
        if (answer.problem().equals("fresh-sign-in-required")) {
            again.goOn(request, response, answer.body().path("maxAgeSeconds").asInt(0));
            return null;
        }
        if (answer.problem().equals("idempotency-key-reused")) {
            return refilled(refill, HttpStatus.CONFLICT, """
                    This form was recorded before, with other answers. Open it to see what is recorded, and correct that \
                    if it is wrong.""");
        }
        if (answer.status() < UNDECIDED && answer.status() != HttpStatus.TOO_MANY_REQUESTS.value()) {
            drafts.renew(person, path, values);
        }
        ModelAndView form = refill.apply(Objections.of(answer, asked.item()));
        form.setStatus(HttpStatus.valueOf(answer.status()));
        return form;
    }

    private static ModelAndView refilled(
            Function<Objections, ModelAndView> refill, HttpStatus status, String headline) {
        ModelAndView form = refill.apply(new Objections(headline, List.of(), Map.of()));
        form.setStatus(status);
        return form;
    }

    private static String recorded(String goOn, String key, @Nullable String after) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(goOn).queryParam("recorded", key);
        return (after == null ? address : address.queryParam("after", after))
                .build()
                .toUriString();
    }

    /// To a script the address is told as a body: a connection that breaks within a `Location` leaves an address
    /// that leads elsewhere, and one that breaks within this leaves nothing that could be read.
    private static @Nullable ModelAndView told(HttpServletResponse response, String goOn) throws IOException {
        byte[] body = JsonMapper.shared().writeValueAsBytes(Map.of("goOn", goOn));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        return null;
    }

    /// A reload of what follows sends nothing again.
    private static ModelAndView seeOther(String path) {
        RedirectView view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExposeModelAttributes(false);
        return new ModelAndView(view);
    }
}
