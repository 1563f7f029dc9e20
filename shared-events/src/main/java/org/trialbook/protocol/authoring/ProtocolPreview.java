package org.trialbook.protocol.authoring;

import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.BlindingPlan;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.KitPlan;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.RecruitmentCaps;
import org.trialbook.protocol.SealedContent;
import org.trialbook.protocol.Seals;
import org.trialbook.protocol.Visit;
import org.trialbook.protocol.VisitRepeats;

/// A protocol as one page for people: arms, who is blind, the schedule, and the forms as they will look. The page
/// asks no network for anything, runs no script, and shows every text of the file as a text.
public final class ProtocolPreview {

    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width">
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
            table { border-collapse: collapse; } th, td { border: 1px solid #999; padding: .25rem .6rem; text-align: left; }
            fieldset { border: 1px solid #999; margin: 1rem 0; } legend { font-weight: bold; }
            .item { margin: .8rem 0; } .item > b { display: block; } small { color: #444; }
            .sealed { background: #fff3c4; padding: 0 .3rem; } label { margin-right: 1rem; }
            .wide { overflow-x: auto; }
            </style>
            """;

    private final StringBuilder out = new StringBuilder();
    private final Protocol protocol;
    private final Seals seals;

    private ProtocolPreview(Protocol protocol) {
        this.protocol = protocol;
        this.seals = Seals.NONE.and(protocol);
    }

    public static String of(Protocol protocol) {
        ProtocolPreview preview = new ProtocolPreview(protocol);
        preview.page();
        return preview.out.toString();
    }

    private void page() {
        out.append(HEAD);
        add("<title>%s, version %s</title>\n</head>\n<body>\n<main>\n", protocol.study(), protocol.version());
        add("<h1>%s</h1>\n", protocol.title());
        add(
                "<p>%s, version %s, registered as %s. %s subjects are randomized, %s.</p>\n",
                protocol.study(),
                protocol.version(),
                protocol.registry(),
                protocol.target(),
                protocol.blinding().kind());
        arms();
        blinding();
        schedule();
        out.append("<h2>Eligibility</h2>\n");
        form(Form.of(
                "eligibility", "Eligibility questions", protocol.eligibility().items()));
        out.append("<ul>\n");
        protocol.eligibility()
                .criteria()
                .forEach(each -> add("<li>%s: %s</li>\n", FileMember.name(each.kind()), each.text()));
        out.append("</ul>\n<h2>Forms</h2>\n");
        protocol.forms().forEach(this::form);
        if (protocol.implant().any()) {
            form(protocol.implant().form());
        }
        protocol.reads().forEach(plan -> form(Form.of(plan.modality(), plan.label(), plan.items())));
        out.append("</main>\n</body>\n</html>\n");
    }

    private void arms() {
        out.append("<h2>Arms</h2>\n<table>\n<tr><th>Code</th><th>Arm</th><th>Share</th></tr>\n");
        protocol.arms()
                .forEach(arm -> add(
                        "<tr><td>%s</td><td>%s</td><td>%s</td></tr>\n",
                        arm.code(), arm.label(), arm.closed() ? "closed" : arm.ratio()));
        out.append("</table>\n");
        add(
                "<p>Allocated by %s%s.</p>\n",
                protocol.allocation().method(), protocol.allocation().stratifyBySite() ? ", within each site" : "");
        caps(protocol.caps());
        KitPlan kits = protocol.kits();
        if (kits != null) {
            kits.products()
                    .forEach(product -> add(
                            "<p>Kits: %s%s.</p>\n",
                            product.label(), product.tellsTheArm() ? ", for " + product.arms() : ", for every arm"));
        }
    }

    private void caps(RecruitmentCaps caps) {
        if (caps.eachSite() != null) {
            add("<p>At most %s subjects at each site.</p>\n", caps.eachSite());
        }
        caps.sites().forEach((site, most) -> add("<p>At most %s subjects at site %s.</p>\n", most, site));
        caps.strata()
                .forEach(cap -> add(
                        "<p>At most %s subjects with %s.</p>\n",
                        cap.most(),
                        cap.of().entrySet().stream()
                                .map(level -> level.getKey() + " " + level.getValue())
                                .collect(Collectors.joining(", "))));
    }

    private void blinding() {
        out.append("<h2>Who is blind</h2>\n<table>\n<tr><th>Role</th>");
        for (SealedContent content : SealedContent.values()) {
            add("<th>%s</th>", content);
        }
        out.append("</tr>\n");
        BlindingPlan plan = protocol.blinding();
        new TreeMap<>(plan.roles()).forEach((role, knowledge) -> {
            add("<tr><td>%s</td>", role);
            for (SealedContent content : SealedContent.values()) {
                add("<td>%s</td>", plan.known(role).contains(content) ? "knows" : "blind");
            }
            out.append("</tr>\n");
        });
        out.append("</table>\n<p>Every other role is blind until the study is unblinded.</p>\n");
    }

    private void schedule() {
        out.append("<h2>Schedule</h2>\n<div class=\"wide\">\n<table>\n<tr><th>Visit</th><th>Window</th>");
        protocol.forms().forEach(form -> add("<th>%s</th>", form.label()));
        protocol.reads().forEach(plan -> add("<th>%s</th>", plan.label()));
        out.append("</tr>\n");
        for (Visit visit : protocol.visits()) {
            add("<tr><td>%s%s</td><td>%s</td>", visit.label(), numbers(visit), window(visit));
            protocol.forms()
                    .forEach(form -> mark(visit.forms().contains(form.code()), form.repeats() ? "any number" : "yes"));
            protocol.reads().forEach(plan -> mark(visit.reads().contains(plan.modality()), "yes"));
            out.append("</tr>\n");
        }
        protocol.forms().stream().filter(Form::outsideVisits).forEach(form -> {
            add("<tr><td>Outside of visits</td><td>%s</td>", form.repeats() ? "any number of entries" : "once");
            protocol.forms().forEach(column -> mark(column.equals(form), form.repeats() ? "any number" : "yes"));
            protocol.reads().forEach(plan -> mark(false, ""));
            out.append("</tr>\n");
        });
        out.append("</table>\n</div>\n");
    }

    private void mark(boolean planned, String words) {
        add("<td>%s</td>", planned ? words : "");
    }

    /// Under which each of a visit that takes place more than once is recorded.
    private static String numbers(Visit visit) {
        List<Visit> planned = visit.planned();
        return !visit.numbered()
                ? ""
                : visit.unscheduled()
                        ? " (%s.1 …)".formatted(visit.code())
                        : " (%s … %s)"
                                .formatted(
                                        planned.getFirst().code(),
                                        planned.getLast().code());
    }

    private static String window(Visit visit) {
        String ends = visit.ends().isEmpty() ? "" : ", until " + String.join(" or ", visit.ends());
        VisitRepeats repeats = visit.repeats();
        return visit.unscheduled()
                ? "whenever there is a reason" + ends
                : visit.anchor() == null
                        ? "no fixed day" + ends
                        : "day %d after %s%s (%d before, %d after)%s"
                                .formatted(
                                        visit.day(),
                                        visit.anchor(),
                                        repeats == null ? "" : ", and every %d days".formatted(repeats.every()),
                                        visit.before(),
                                        visit.after(),
                                        ends);
    }

    private void form(Form form) {
        add("<fieldset disabled>\n<legend>%s</legend>\n", form.label());
        if (form.repeats()) {
            out.append("<p><small>Any number of entries, each with a number.</small></p>\n");
        }
        if (!form.filledInBy().isEmpty()) {
            add("<p><small>Filled in by: %s.</small></p>\n", String.join(", ", form.filledInBy()));
        }
        form.items()
                .forEach(item ->
                        PreviewedItem.show(this::add, item, form.revealing() || seals.isSealed(form.code(), item)));
        form.checks()
                .forEach(check -> add(
                        "<p><small>%s check %s: %s. %s</small></p>\n",
                        FileMember.name(check.kind()), check.code(), check.that(), check.text()));
        out.append("</fieldset>\n");
    }

    private void add(String html, @Nullable Object... texts) {
        Object[] escaped = new Object[texts.length];
        for (int i = 0; i < texts.length; i++) {
            escaped[i] = escaped(Objects.toString(texts[i], ""));
        }
        out.append(html.formatted(escaped));
    }

    static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(Character.isISOControl(c) && c != '\n' ? ' ' : c);
            }
        });
        return safe.toString();
    }

    /// Adds markup with texts in its places; only the texts are escaped.
    interface Html {
        void add(String html, @Nullable Object... texts);
    }
}
