package org.trialbook.view.unblinded.allocationaccess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.store.Log;
import org.trialbook.view.http.QuerySide;
import org.trialbook.view.http.SmallTrial;

/// The log takes nothing any more.
class UnrecordedAllocationAccessTest {

    @Test
    void whatCannotBeRecordedIsNotShown() {
        try (QuerySide server = QuerySide.unblinded()) {
            SmallTrial.tell(server.story());
            server.recorded();
            String path = "/api/v1/studies/HOT-CRT/unblinded/subjects/01-001";
            assertThat(server.as("statistician").at(path, Map.of()).status()).isEqualTo(200);

            server.application().getBean(Log.class).close();

            for (String asked : List.of(
                    path.replace("01-001", "02-001"),
                    "/api/v1/studies/HOT-CRT/unblinded/allocation",
                    "/api/v1/studies/HOT-CRT/unblinded/crossovers",
                    "/api/v1/studies/HOT-CRT/unblinded/record")) {
                QuerySide.Answer answer = server.as("statistician").at(asked, Map.of());
                assertThat(answer.status()).as(asked).isEqualTo(503);
                assertThat(answer.body())
                        .contains("exposure-not-recorded")
                        .doesNotContain("CSP")
                        .doesNotContain("BVP");
            }
            // What was recorded today is shown again.
            assertThat(server.as("statistician").at(path, Map.of()).status()).isEqualTo(200);
        }
    }
}
