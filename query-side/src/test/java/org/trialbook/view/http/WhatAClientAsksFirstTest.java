package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.opened;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Who one is to the record, and the words of its protocol: what a client needs before it asks anything else.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatAClientAsksFirstTest {
    private QuerySide server;

    @BeforeAll
    void start() {
        server = QuerySide.unblinded();
        server.story().published().then(opened("01"));
        server.recorded();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private JsonNode ask(String person, String path) {
        QuerySide.Answer answer = server.as(person).get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> texts(JsonNode list, String member) {
        return list.valueStream().map(one -> one.path(member).asString()).toList();
    }

    @Test
    void siteStaffAreToldTheirSiteAndItsDay() {
        JsonNode me = ask("coordinator@01", "/me");

        assertThat(me.at("/role").asString()).isEqualTo("coordinator");
        assertThat(me.at("/site").asString()).isEqualTo("01");
        assertThat(me.at("/blinded").booleanValue()).isTrue();
        assertThat(me.at("/positions").booleanValue()).isFalse();
        assertThat(me.at("/zone").asString()).contains("/");
        assertThat(me.at("/today").asString()).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    }

    /// Each kind by itself: whoever may know the allocation need not be told what the core laboratory read.
    @ParameterizedTest
    @CsvSource({
        "coordinator@01, ''",
        "reader-1, ''",
        "implanter@01, allocation device-data",
        "inspector, allocation device-data core-lab-results"
    })
    void eachRoleIsToldWhatItMayKnow(String person, String knows) {
        JsonNode me = ask(person, "/me");

        assertThat(String.join(
                        " ",
                        me.get("knows").valueStream().map(JsonNode::asString).toList()))
                .isEqualTo(knows);
        assertThat(me.get("blinded").booleanValue()).isEqualTo(knows.isEmpty());
    }

    @Test
    void eachRoleIsToldWhichQuestionsAreAnsweredToIt() {
        List<String> coordinator = ask("coordinator@01", "/me")
                .get("questions")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        List<String> reader = ask("reader-1", "/me")
                .get("questions")
                .valueStream()
                .map(JsonNode::asString)
                .toList();

        assertThat(coordinator).contains("tasks", "form", "matrix").doesNotContain("record", "worklist");
        assertThat(reader).contains("worklist", "me").doesNotContain("matrix", "protocol");
    }

    @Test
    void theProtocolIsToldInItsOwnWords() {
        JsonNode protocol = ask("monitor", "/protocol");

        assertThat(texts(protocol.get("visits"), "label")).contains("Before implant", "Six months");
        JsonNode implant = protocol.get("visits")
                .valueStream()
                .filter(visit -> visit.path("code").asString().equals("pre-implant"))
                .findFirst()
                .orElseThrow();
        assertThat(texts(implant.get("forms"), "label")).contains("Electrocardiogram at the site", "NYHA class");
        assertThat(texts(protocol.get("emergencyReasons"), "code")).contains("urgent-procedure");
        assertThat(server.as("reader-1").get("/protocol").status()).isEqualTo(403);
    }
}
