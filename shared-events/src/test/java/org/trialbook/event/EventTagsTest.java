package org.trialbook.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;

/// By which labels an event is found again.
class EventTagsTest {

    private static TrialEvent sample(String name) {
        return SampleEvents.all().stream()
                .filter(event -> EventTypes.nameOf(event.getClass()).name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> tags(String name) {
        return sample(name).tags().stream()
                .map(tag -> tag.key() + ":" + tag.value())
                .collect(Collectors.toSet());
    }

    @Test
    void whatConcernsASubjectIsFoundBySubjectAndSite() {
        for (TrialEvent event : SampleEvents.all()) {
            if (event instanceof SubjectEvent about) {
                assertThat(event.tags())
                        .contains(
                                new EventTag("subject", about.subject().value()),
                                new EventTag("site", about.site().value()));
                assertThat(event.aboutSubject()).contains(about.subject());
            }
        }
    }

    @Test
    void aRandomizationIsAlsoFoundByItsStratum() {
        assertThat(tags("SubjectRandomized"))
                .containsExactlyInAnyOrder("subject:01-003", "site:01", "stratum:aetiology=ischaemic;site=01");
        assertThat(tags("VisitDone")).containsExactlyInAnyOrder("subject:01-003", "site:01");
    }

    @Test
    void onlyTheRegistrationOfAReadingLeadsToTheSubject() {
        assertThat(tags("ReadRegistered")).containsExactlyInAnyOrder("read:R-7K3M9QXT", "subject:01-003", "site:01");
        assertThat(tags("ReadAssigned")).containsExactly("read:R-7K3M9QXT");
        assertThat(tags("ReadSubmitted")).containsExactly("read:R-7K3M9QXT");
        assertThat(sample("ReadRegistered").aboutSubject()).contains(new SubjectId("01-003"));
        assertThat(sample("ReadSubmitted").aboutSubject()).isEmpty();
    }

    @Test
    void aFurtherReadLeadsToItsRecordingButNotToTheSubject() {
        assertThat(tags("FurtherReadRegistered")).containsExactlyInAnyOrder("read:R-2B8D4FHJ", "recording:R-7K3M9QXT");
        assertThat(sample("FurtherReadRegistered").aboutSubject()).isEmpty();
    }

    @Test
    void aRefusalIsFoundByItsActAndByItsSubjectIfThereIsOne() {
        assertThat(tags("ActRefused")).containsExactlyInAnyOrder("act:request-crossover", "subject:01-003");
        ActRefused general = new ActRefused(
                new StudyId("S"), "publish-protocol", null, "r", "rule", Map.of(), Sealed.of(Map.of()), false);
        assertThat(general.tags()).containsExactly(new EventTag("act", "publish-protocol"));
        assertThat(general.aboutSubject()).isEmpty();
    }

    @Test
    void whatConcernsTheStudyHasAtMostASite() {
        assertThat(tags("ProtocolPublished")).isEmpty();
        assertThat(tags("SiteOpened")).containsExactly("site:01");
        assertThat(tags("EnvelopesIssued")).containsExactly("site:01");
        assertThat(tags("AllocationExposed")).isEmpty();
    }
}
