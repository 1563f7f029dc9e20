package org.trialbook.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.access.Http.FORM;
import static org.trialbook.access.Http.STUDY;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// 02-001 exists at another site; 02-999 and 01-999 exist nowhere. The coordinator of site 01 can't tell.
class HiddenSubjectTest extends InDemo {

    /// All of an answer but when it was given.
    private static String bytes(HttpResponse<String> response) {
        Map<String, List<String>> headers =
                new LinkedHashMap<>(response.headers().map());
        headers.remove("date");
        return response.statusCode() + "\n" + headers + "\n" + response.body();
    }

    private String asked(String person, String subject) throws Exception {
        return bytes(http.send(http.as(token(person), STUDY + "/subjects/" + subject)));
    }

    private String acted(String person, String subject) throws Exception {
        return bytes(http.send(http.act(token(person), STUDY + "/subjects/" + subject + "/acts/record-visit", FORM)));
    }

    @Test
    void ownSubjectIsThere() throws Exception {
        assertThat(asked("coordinator@01", "01-001")).startsWith("200").contains("01-001");
        assertThat(acted("coordinator@01", "01-001")).startsWith("201");
    }

    @Test
    void othersSubjectIsLikeNone() throws Exception {
        assertThat(asked("coordinator@01", "02-001"))
                .startsWith("404")
                .contains("urn:trialbook:problem:no-such-subject")
                .isEqualTo(asked("coordinator@01", "02-999"))
                .isEqualTo(asked("coordinator@01", "01-999"));
        assertThat(acted("coordinator@01", "02-001"))
                .startsWith("404")
                .isEqualTo(acted("coordinator@01", "02-999"))
                .isEqualTo(acted("coordinator@01", "01-999"));
    }

    @Test
    void othersSiteIsLikeNone() throws Exception {
        String others = bytes(http.send(http.as(token("coordinator@01"), STUDY + "/sites/02")));
        assertThat(others)
                .startsWith("404")
                .contains("urn:trialbook:problem:no-such-site")
                .isEqualTo(bytes(http.send(http.as(token("coordinator@01"), STUDY + "/sites/99"))));
    }

    @Test
    void refusedRoleLearnsNothingAboutTheSubject() throws Exception {
        assertThat(acted("monitor", "01-001"))
                .startsWith("403")
                .contains("\"act\":\"record-visit\"", "\"role\":\"monitor\"")
                .isEqualTo(acted("monitor", "02-001"))
                .isEqualTo(acted("monitor", "09-999"));
        assertThat(asked("reader-1", "01-001"))
                .startsWith("403")
                .contains("\"question\":\"timeline\"")
                .isEqualTo(asked("reader-1", "09-999"));
    }

    @Test
    void centralRoleSeesEverySite() throws Exception {
        assertThat(asked("monitor", "01-001")).startsWith("200");
        assertThat(asked("monitor", "02-001")).startsWith("200");
    }
}
