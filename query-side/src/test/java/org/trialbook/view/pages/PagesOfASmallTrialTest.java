package org.trialbook.view.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.view.http.QuerySide;
import org.trialbook.view.http.SmallTrial;

/// Every page of a process that holds the key, asked for well and asked for wrongly.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesOfASmallTrialTest {

    private static final Pattern LINKED = Pattern.compile("(?:href|src)=\"(/[^\"]*)\"");

    private QuerySide server;

    @BeforeAll
    void start() {
        server = QuerySide.unblinded();
        SmallTrial.tell(server.story());
        server.recorded();
        server.signed();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String page(String person, String path) {
        QuerySide.Answer answer = server.as(person).page(path);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("text/html;charset=UTF-8");
        return answer.body();
    }

    /// The text of a page, white space collapsed.
    private static String text(String html) {
        return html.replaceAll("(?s)<head.*?</head>", " ")
                .replaceAll("<[^>]*>", " ")
                .replace("&#39;", "'")
                .replaceAll("\\s+", " ");
    }

    // ---- what is shown

    @Test
    void theOverviewShowsTheFlowAndTheSites() {
        String text = text(page("monitor", "/"));

        assertThat(text)
                .contains("Assessed for eligibility n = 3")
                .contains("Excluded n = 1")
                .contains("Randomized n = 2")
                .contains("2 of 100")
                .contains("Europe/Berlin");
    }

    @Test
    void aReaderComesToTheWorkList() {
        QuerySide.Answer answer = server.as("reader-1").page("/");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo("/reads");
    }

    @Test
    void theMatrixSaysEachStatusInWordsAndLeadsToTheTimelines() {
        String html = page("coordinator@01", "/matrix?on=2026-04-01");

        assertThat(text(html)).contains("Done 2026-03-03").contains("Overdue").contains("Not scheduled");
        assertThat(html).contains("href=\"/subjects/01-001\"").doesNotContain("02-001");
    }

    @Test
    void theTimelineShowsBothTimesTheActorAndTheCorrection() {
        String html = page("monitor", "/subjects/01-001");

        assertThat(html).contains("<del>16 ms</del>").contains("<ins>160 ms</ins>");
        assertThat(text(html))
                .contains("2026-03-02 08:00:06 UTC")
                .contains("2026-03-02 09:00:00 +01:00 Europe/Berlin")
                .contains("C. Ordinator coordinator, site 01")
                .contains("Arm sealed")
                .doesNotContain("CSP")
                .doesNotContain("Crossover");
    }

    @Test
    void aReaderSeesCodesAndWhatToFillInAndNothingOfWhoseItIs() {
        assertThat(text(page("reader-1", "/reads")))
                .contains("1 of 2 read")
                .contains("1 to read of 2")
                .contains("R-00000002 ecg Assigned")
                .contains("R-ZZZZZZZ1 ecg Submitted");

        assertThat(text(page("reader-1", "/reads/R-00000002")))
                .contains("qrs-duration")
                .contains("40 to 300")
                .doesNotContain("02-001")
                .doesNotContain("pre-implant");
    }

    @Test
    void theRecordsPageLeadsToTheBundlesThatARoleMayHave() {
        String whole = "href=\"/api/v1/studies/HOT-CRT/bundle\"";
        String redacted = "href=\"/api/v1/studies/HOT-CRT/bundle/redacted\"";

        assertThat(page("monitor", "/record")).contains(redacted).doesNotContain(whole);
        assertThat(page("safety-board", "/record")).contains(redacted).doesNotContain(whole);
        assertThat(page("inspector", "/record")).contains(redacted).contains(whole);
    }

    @Test
    void theRecordShowsPositionsAndLeafHashesAndWithholds() {
        String html = page("monitor", "/record?from=6&limit=6");

        for (long position = 6; position < 12; position++) {
            assertThat(html)
                    .contains("id=\"e" + position + "\"")
                    .contains(server.log().leafHash(position).base64());
        }
        assertThat(text(html)).contains("6 Subject randomized").contains("10 Withheld");
        assertThat(html).contains("from=12").doesNotContain("CSP");
    }

    @Test
    void readResultsNameTheSubjectForThoseWhoMayKnow() {
        assertThat(text(page("data-manager", "/reads/results")))
                .contains("01-001 discharge ecg Submitted qrs-duration 118 ms");
        assertThat(text(page("reader-1", "/reads/results"))).contains("118 ms").doesNotContain("01-001");
    }

    @Test
    void theUnblindedPagesShowWhatTheirRolesMaySee() {
        assertThat(text(page("statistician", "/unblinded/allocation")))
                .contains("01-001 01 CSP")
                .contains("02-001 02 BVP");
        assertThat(text(page("investigator@02", "/unblinded/allocation")))
                .contains("02-001")
                .doesNotContain("01-001");
        assertThat(text(page("safety-board", "/unblinded/crossovers")))
                .contains("All sites CSP 1 1 1 0 0 qrs-not-narrowed: 1")
                .contains("CSP → BVP");
        assertThat(text(page("implanter@01", "/unblinded/subjects/01-001")))
                .contains("Arm CSP")
                .contains("coronary-sinus");
        assertThat(text(page("statistician", "/unblinded/exposure?subject=01-001")))
                .contains("Who could have known")
                .contains("recorded-implant-attempt")
                .doesNotContain("CSP");
    }

    @Test
    void whereNobodysBlindWasBrokenThePageSaysSo() {
        assertThat(text(page("sponsor", "/unblindings")))
                .contains("Nobody's blind has been broken")
                .contains("not locked");
    }

    // ---- the frame

    @ParameterizedTest
    @CsvSource({
        "monitor, /, Mona Meyer (demo), Blinded, ''",
        "coordinator@01, /matrix, Carla Costa (demo), Blinded, mc",
        "inspector, /subjects/01-001, Inge Inspektor (demo), Unblinded, ''",
        "reader-1, /reads, Rosa Rossi (demo), Blinded, m4",
        "data-manager, /record, Dana Dvorak (demo), Blinded, ''"
    })
    void everyPageSaysWhoIsSignedInAndOfWhichMomentItIs(
            String person, String path, String name, String blind, String token) {
        QuerySide.Answer answer = server.as(person).page(path);

        assertThat(text(answer.body()))
                .contains(name)
                .contains(blind)
                .contains("As of " + (token.isEmpty() ? "#" + server.story().size() : token))
                .contains("Sign out");
        assertThat(answer.header("x-record-position"))
                .isEqualTo(token.isEmpty() ? Long.toString(server.story().size()) : token);
        assertThat(answer.body())
                .contains("<html lang=\"en\">")
                .contains("name=\"asOf\"")
                .contains("href=\"#main\"");
        assertThat(answer.header("content-security-policy")).contains("default-src 'self'");
        assertThat(answer.body())
                .doesNotContain("style=")
                .doesNotContain("<style")
                .doesNotContain("onclick");
    }

    @Test
    void anotherMomentIsShownAsAskedAndKeptOnTheWay() {
        String html = page("monitor", "/?asOf=6");

        assertThat(text(html)).contains("As of #6").contains("Randomized n = 0").contains("the moment asked for");
        assertThat(html).contains("href=\"/matrix?asOf=6\"");
        assertThat(text(page("monitor", "/?asOf="))).containsPattern("As of #[0-9]+ the newest");
    }

    @Test
    void aPageLeadsOnlyWhereItsCallerMayGo() {
        for (String person :
                List.of("monitor", "coordinator@01", "reader-1", "sponsor", "inspector", "investigator@02")) {
            String start = person.startsWith("reader") ? "/reads" : "/";
            String html = page(person, start);
            assertThat(html.contains("/unblinded/"))
                    .isEqualTo(List.of("inspector", "investigator@02").contains(person));
            for (String path : LINKED.matcher(html)
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList()) {
                assertThat(server.as(person).page(path).status())
                        .as(person + " " + path)
                        .isIn(200, 303);
            }
        }
    }

    @Test
    void aListLeadsToItsNextPage() {
        String html = page("monitor", "/matrix?limit=1&on=2026-04-01");
        assertThat(html).contains("01-001").doesNotContain("02-001");

        String next = Pattern.compile("id=\"more-link\"[^>]*href=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .findFirst()
                .orElseThrow();

        assertThat(page("monitor", next)).contains("02-001").doesNotContain("\"/subjects/01-001");
    }

    // ---- who may not

    @ParameterizedTest
    @CsvSource({
        "sponsor, /matrix",
        "reader-1, /subjects/01-001",
        "reader-1, /record",
        "coordinator@01, /record",
        "monitor, /reads",
        "monitor, /reads/R-00000002",
        "coordinator@01, /reads/results",
        "monitor, /unblinded/allocation",
        "coordinator@01, /unblinded/subjects/01-001",
        "investigator@01, /unblinded/crossovers"
    })
    void aRoleWithoutTheQuestionGetsAPageThatSaysNoMoreThanTheProblem(String person, String path) {
        QuerySide.Answer answer = server.as(person).page(path);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("content-type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(text(answer.body()))
                .contains("The caller's role does not permit this")
                .contains("may not ask for");
    }

    @Test
    void anotherSitesSubjectAndAnUnknownOneAreTheSameBytes() {
        for (String path : List.of("/subjects/", "/unblinded/subjects/")) {
            QuerySide.Answer others = server.as("investigator@01").page(path + "02-001");
            QuerySide.Answer unknown = server.as("investigator@01").page(path + "01-999");

            assertThat(others.status()).isEqualTo(404);
            assertThat(others.body()).isEqualTo(unknown.body());
            assertThat(text(others.body())).contains("There is no such subject, or it is not yours to see.");
        }
    }

    @ParameterizedTest
    @CsvSource({"/nothing/here, 404", "/subjects/nobody, 400", "/?asOf=yesterday, 400", "/matrix?site=abc, 400"})
    void whatCannotBeAnsweredIsAPageToo(String path, int status) {
        QuerySide.Answer answer = server.as("monitor").page(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(answer.body()).contains("urn:trialbook:problem:");
    }

    @Test
    void theInterfaceForProgramsStillAnswersProblemsAsJson() {
        QuerySide.Answer answer = server.as("reader-1").get("/overview", Map.of("Accept", "text/html,*/*;q=0.8"));

        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.problem()).isEqualTo("not-permitted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/matrix", "/subjects/01-001", "/reads", "/record", "/unblinded/allocation", "/nothing"})
    void nobodyIsSentToTheSignInPage(String path) {
        QuerySide.Answer answer = server.asNobody().page(path);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo("/signin");
    }
}
