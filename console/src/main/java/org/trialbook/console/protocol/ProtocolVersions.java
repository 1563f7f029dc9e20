package org.trialbook.console.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trialbook.console.page.ActForms;
import org.trialbook.console.page.PageMaker;
import tools.jackson.databind.JsonNode;

/// Which versions there are, as the record's answer says it, and which of them are to come at a site.
final class ProtocolVersions {

    private ProtocolVersions() {}

    /// The version that holds at a site now.
    static Optional<String> at(PageMaker pages, String site) {
        return versions(pages).stream()
                .filter(version -> version.path("holds")
                        .valueStream()
                        .anyMatch(held -> held.path("site").asString().equals(site)
                                && !held.path("until").isString()))
                .map(version -> version.path("version").asString())
                .findFirst();
    }

    /// Those that are newer than the site's.
    static List<ActForms.Option> waitingAt(PageMaker pages, String site) {
        String now = at(pages, site).orElse("");
        List<ActForms.Option> waiting = new ArrayList<>();
        for (JsonNode version : versions(pages)) {
            String code = version.path("version").asString();
            if (code.equals(now)) {
                waiting.clear();
            } else {
                waiting.add(new ActForms.Option(code, code));
            }
        }
        return waiting;
    }

    /// Those that hold, or held, at a site at once, and are not approved yet.
    static List<ActForms.Option> unapprovedAt(PageMaker pages, String site) {
        return versions(pages).stream()
                .filter(version -> version.path("holds")
                        .valueStream()
                        .anyMatch(held -> held.path("site").asString().equals(site)
                                && held.path("urgent").isObject()
                                && !held.at("/urgent/approvedOn").isString()))
                .map(version -> version.path("version").asString())
                .map(code -> new ActForms.Option(code, code))
                .toList();
    }

    private static List<JsonNode> versions(PageMaker pages) {
        return pages.ask("/protocol/versions").list("versions");
    }
}
