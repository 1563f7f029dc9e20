package org.trialbook.benchmark.trial;

import java.util.List;

/// A question that is asked in a day of a trial: by whom, where, and whether as of an earlier moment, too. One line
/// here is all that a further question needs.
///
/// Braces stand for what is drawn anew for each request: `{subject}` and `{site}` (its own), `{read}` and
/// `{reader}` (to whom it is assigned), `{position}` (in the record).
///
/// @param person an account, such as `coordinator@{site}`
/// @param path from the server's root
/// @param asOf whether it can be asked as of a moment
record AskedInADay(String name, String person, String path, boolean asOf) {
    /// All that is open to read, but for what is done once and not every day (bundles, the replay of everything,
    /// sheets of envelopes), media, which such a trial has none of, and signing in.
    static final List<AskedInADay> ALL = List.of(
            ask("who one is", "coordinator@{site}", "/me"),
            ask("the protocol's words", "coordinator@{site}", "/protocol"),
            ask("overview", "monitor", "/overview"),
            ask("overview of a site", "coordinator@{site}", "/overview"),
            ask("sites", "data-manager", "/sites"),
            ask("matrix, first page", "monitor", "/matrix?limit=50"),
            ask("matrix, any page", "data-manager", "/matrix?limit=50&cursor={subject}"),
            ask("matrix, 200 rows", "data-manager", "/matrix?cursor={subject}"),
            ask("matrix of a site", "coordinator@{site}", "/matrix"),
            ask("a row of the matrix", "coordinator@{site}", "/matrix?subject={subject}"),
            ask("timeline", "coordinator@{site}", "/subjects/{subject}/timeline"),
            ask("timeline", "monitor", "/subjects/{subject}/timeline"),
            ask("a form", "coordinator@{site}", "/subjects/{subject}/visits/month-6/forms/ecg"),
            ask("the protocol's versions", "data-manager", "/protocol/versions"),
            ask("entries of a form", "coordinator@{site}", "/subjects/{subject}/forms/ecg"),
            ask("scores", "coordinator@{site}", "/subjects/{subject}/scores"),
            ask("endpoints", "coordinator@{site}", "/subjects/{subject}/endpoints"),
            ask("what an attempt asks", "implanter@{site}", "/subjects/{subject}/implant-attempt"),
            ask("expected forms", "data-manager", "/forms/expected?limit=50"),
            ask("expected forms of a site", "coordinator@{site}", "/forms/expected?status=overdue"),
            ask("forms that wait for a signature", "investigator@{site}", "/forms/status?waits-for=signature"),
            ask("forms that wait for verification", "monitor", "/forms/status?waits-for=verification&limit=50"),
            ask("forms as the unblinded verify them", "statistician", "/unblinded/forms/status?limit=50"),
            ask("visits out of window", "monitor", "/visits/out-of-window?limit=50"),
            ask("deviations", "monitor", "/deviations?limit=50"),
            ask("what the plan has verified", "monitor", "/forms/status?waits-for=planned-verification&limit=50"),
            ask("draws of samples", "monitor", "/verification/draws"),
            ask("deviations that rules find", "monitor", "/deviations/found?limit=50"),
            ask("documents", "coordinator@{site}", "/documents"),
            ask("normal ranges", "coordinator@{site}", "/normal-ranges"),
            ask("who opened documents", "monitor", "/documents/openings"),
            ask("data cuts", "statistician", "/data-cuts"),
            ask("dictionaries", "data-manager", "/dictionaries?words=head"),
            ask("imports", "data-manager", "/imports"),
            ask("import template", "coordinator@01", "/import-template?form=echo"),
            ask("lists", "data-manager", "/lists"),
            ask("sealed lists", "statistician", "/unblinded/lists"),
            ask("queries", "data-manager", "/queries?limit=50"),
            ask("queries of a site", "coordinator@{site}", "/queries?status=open"),
            ask("sealed queries", "statistician", "/unblinded/queries?limit=50"),
            ask("what rules find", "data-manager", "/rule-hits?limit=50"),
            ask("what sealed rules find", "statistician", "/unblinded/rule-hits?limit=50"),
            ask("corrections", "data-manager", "/corrections?limit=50"),
            ask("corrections of a site", "coordinator@{site}", "/corrections"),
            ask("notes", "data-manager", "/notes?limit=50"),
            ask("late entries", "monitor", "/late-entries?limit=50"),
            ask("tasks", "coordinator@{site}", "/tasks"),
            ask("tasks", "data-manager", "/tasks?limit=50"),
            ask("tasks", "{reader}", "/tasks"),
            ask("search by subject", "inspector", "/record/search?subject={subject}"),
            ask("search by what", "inspector", "/record/search?what=ValueCorrected&limit=50"),
            ask("search by who", "inspector", "/record/search?who=coordinator@{site}&limit=50"),
            ask("search by item", "data-manager", "/record/search?form=ecg&item=qrs-duration&limit=50"),
            ask("work list", "{reader}", "/reads/worklist"),
            ask("a read of it", "{reader}", "/reads/worklist/{read}"),
            ask("own results", "{reader}", "/reads/results?limit=50"),
            ask("read results", "data-manager", "/reads/results?limit=50"),
            ask("agreement", "statistician", "/reads/agreement"),
            ask("unblindings", "safety-board", "/unblindings"),
            ask("record, a page", "data-manager", "/record?from={position}&limit=100"),
            ask("flow by arm", "statistician", "/unblinded/flow"),
            ask("treatment", "implanter@{site}", "/unblinded/subjects/{subject}"),
            ask("core-lab results", "statistician", "/unblinded/subjects/{subject}/core-lab-results"),
            ask("allocation", "statistician", "/unblinded/allocation?limit=50&cursor={subject}"),
            ask("allocation of a site", "investigator@{site}", "/unblinded/allocation"),
            ask("crossovers", "safety-board", "/unblinded/crossovers"),
            ask("other arms' treatment", "investigator@{site}", "/unblinded/deviations/found"),
            ask("who saw an allocation", "inspector", "/unblinded/exposure?subject={subject}"),
            ask("who saw allocations", "inspector", "/unblinded/exposure?limit=50"),
            ask("blinding index", "statistician", "/unblinded/blinding-index"),
            ask("predictability", "statistician", "/unblinded/predictability"),
            ask("kits", "monitor", "/kits"),
            ask("unblinded-kit-stock", "statistician", "/unblinded/kit-stock"),
            ask("unblinded record, a page", "inspector", "/unblinded/record?from={position}&limit=100"),
            live("what can be done: study", "data-manager", "/acts"),
            live("what can be done: site", "coordinator@{site}", "/sites/{site}/acts"),
            live("what can be done: subject", "coordinator@{site}", "/subjects/{subject}/acts"),
            live("what can be done: subject", "implanter@{site}", "/subjects/{subject}/acts"),
            live("what can be done: reads", "data-manager", "/reads/acts"),
            live("what can be done: reads", "{reader}", "/reads/acts"),
            live("what can be done: read", "{reader}", "/reads/{read}/acts"),
            live("checkpoint", "inspector", "/checkpoint"),
            ofTheLog("proof of an event", "/api/v1/record/{position}/proof"),
            ofTheLog("proof of consistency", "/api/v1/record/consistency?from={position}"),
            live("a tile", "inspector", "/tile/0/000"),
            ofTheLog("witnesses", "/api/v1/record/witnesses"));

    private static AskedInADay ask(String name, String person, String path) {
        return new AskedInADay(name, person, MadeTrial.ADDRESS + path, true);
    }

    /// What only stands as it stands now.
    private static AskedInADay live(String name, String person, String path) {
        return new AskedInADay(name, person, MadeTrial.ADDRESS + path, false);
    }

    private static AskedInADay ofTheLog(String name, String path) {
        return new AskedInADay(name, "inspector", path, false);
    }

    /// The question and who asks it, such as `timeline, coordinator`.
    String label() {
        return name + ", " + person.replaceFirst("@.*", "").replaceAll("[{}]|-[0-9]$", "");
    }
}
