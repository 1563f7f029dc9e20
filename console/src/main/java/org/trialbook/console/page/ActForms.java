package org.trialbook.console.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.draft.FormDrafts;
import org.trialbook.console.signin.PostedForm;

/// Pages of acts whose members are typed one by one, none of them depending on another.
@Component
public class ActForms {

    private final PageMaker pages;
    private final ActSubmission acts;
    private final OfferedActs possible;
    private final FormDrafts drafts;

    ActForms(PageMaker pages, ActSubmission acts, OfferedActs possible, FormDrafts drafts) {
        this.pages = pages;
        this.acts = acts;
        this.possible = possible;
        this.drafts = drafts;
    }

    /// How a member is asked for.
    public enum Kind {
        LINE,
        TEXT,
        /// A text file, pasted.
        FILE,
        DAY,
        CHOICE
    }

    public record Option(String code, String label) {}

    /// A member of the act's body.
    ///
    /// @param longest the most characters of what is typed
    /// @param options of a choice
    public record Field(String name, String label, String hint, Kind kind, int longest, List<Option> options) {

        public static Field line(String name, String label, String hint, int longest) {
            return new Field(name, label, hint, Kind.LINE, longest, List.of());
        }

        public static Field text(String name, String label, String hint, int longest) {
            return new Field(name, label, hint, Kind.TEXT, longest, List.of());
        }

        public static Field file(String name, String label, String hint, int longest) {
            return new Field(name, label, hint, Kind.FILE, longest, List.of());
        }

        /// What was typed, as the record takes it. A browser ends lines of what is pasted as it likes, and blanks at
        /// its
        /// ends are lost: a file of text has lines that end with a line feed, the last one too.
        public String said(Map<String, String> typed) {
            String text = typed.getOrDefault(name, "");
            return kind == Kind.FILE && !text.isEmpty()
                    ? text.replace("\r\n", "\n").strip() + "\n"
                    : text;
        }

        public static Field day(String name, String label) {
            return new Field(name, label, "", Kind.DAY, 0, List.of());
        }

        public static Field choice(String name, String label, List<Option> options) {
            return new Field(name, label, "", Kind.CHOICE, 0, options);
        }
    }

    /// @param target the path of whom the act is about; empty for the study
    /// @param known members that the page knows and nobody types
    /// @param leads where it is shown what was recorded
    /// @param button what pressing it does
    public record Form(
            String act,
            String target,
            String heading,
            String says,
            Map<String, String> known,
            List<Field> fields,
            String leads,
            String button) {}

    /// The page, to be filled in.
    public ModelAndView page(Form form, HttpServletRequest request) {
        return page(form, request, Objections.NONE);
    }

    private ModelAndView page(Form form, HttpServletRequest request, Objections objections) {
        return pages.page("act", form.heading())
                .addObject("form", form)
                .addObject("today", pages.account().today().toString())
                .addObject("inTheWay", possible.inTheWayOf(form.act(), form.target()))
                .addObject("offered", possible.offered(form.act(), form.target()))
                .addObject("draft", drafts.open(pages.account().id(), request.getRequestURI()))
                .addObject("objections", objections);
    }

    /// Records it.
    ///
    /// @return null when the answer is given already
    public @Nullable ModelAndView submit(Form form, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return submit(form, request, response, UnaryOperator.identity());
    }

    /// @param more what else stands on the page when it is shown again
    public @Nullable ModelAndView submit(
            Form form, HttpServletRequest request, HttpServletResponse response, UnaryOperator<ModelAndView> more)
            throws IOException {
        Map<String, String> typed = PostedForm.values(request);
        Map<String, String> body = new LinkedHashMap<>(form.known());
        form.fields().forEach(field -> body.put(field.name(), field.said(typed)));
        return acts.submit(
                request,
                response,
                pages.account().id(),
                new ActSubmission.Asked(form.target() + "/acts/" + form.act(), body, "", form.leads()),
                objections -> more.apply(page(form, request, objections)));
    }
}
