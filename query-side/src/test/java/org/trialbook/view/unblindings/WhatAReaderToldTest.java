package org.trialbook.view.unblindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.opened;
import static org.trialbook.view.projection.Acts.randomized;
import static org.trialbook.view.projection.Acts.registered;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.http.QuerySide;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;

/// A reader told of an unblinding. The site hears of its subject's, and neither who reads what nor where; whoever
/// is of no site is told who reported it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatAReaderToldTest {

    private static final EventLine.Actor READER = new EventLine.Actor("reader-1", "Rosa Rossi", "reader", null);

    private QuerySide server;

    @BeforeAll
    void start() {
        server = QuerySide.blinded();
        server.story()
                .published()
                .then(opened("01"))
                .then(registered("01-001"))
                .then(randomized("01-001", 1, "CSP"))
                .then(
                        new SubjectEvent.SubjectUnblinded(
                                Story.STUDY,
                                new SubjectId("01-001"),
                                new SubjectId("01-001").site(),
                                1,
                                "inadvertent",
                                "document",
                                "the reader who reported it",
                                null,
                                LocalDate.of(2026, 3, 3),
                                Sealed.of("the CSP lead")),
                        READER);
        server.recorded();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void theSiteIsToldThatItWasAReaderAndNotWhich() {
        for (String path : List.of("/unblindings", "/subjects/01-001/timeline")) {
            QuerySide.Answer answer = server.as("coordinator@01").get(path);

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).as(path).doesNotContain("reader-1").doesNotContain("Rosa");
        }
        JsonNode notice = server.as("coordinator@01").get("/unblindings").json().at("/unblindings/0");
        assertThat(notice.get("recordedAs").asString()).isEqualTo("reader");
        assertThat(notice.get("due").asBoolean()).isTrue();
        JsonNode entry = last(server.as("coordinator@01").get("/subjects/01-001/timeline"));
        assertThat(entry.at("/actor/role").asString()).isEqualTo("reader");
        assertThat(entry.get("occurredAt").isNull()).isTrue();
    }

    @Test
    void whoIsOfNoSiteIsToldWhoReportedIt() {
        assertThat(server.as("data-manager")
                        .get("/unblindings")
                        .json()
                        .at("/unblindings/0/recordedBy")
                        .asString())
                .isEqualTo("reader-1");
        assertThat(last(server.as("monitor").get("/subjects/01-001/timeline"))
                        .at("/actor/name")
                        .asString())
                .isEqualTo("Rosa Rossi");
    }

    private static JsonNode last(QuerySide.Answer answer) {
        JsonNode entries = answer.json().get("entries");
        return entries.get(entries.size() - 1);
    }
}
