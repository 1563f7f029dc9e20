package org.trialbook.access.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.access.Role;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;

class DemoIdentityTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @Test
    void keyIsTheOwnersAndStays() throws Exception {
        Path nested = dir.resolve("a/b");
        DemoIdentity first = DemoIdentity.open(nested, CLOCK);
        DemoIdentity second = DemoIdentity.open(nested, CLOCK);
        assertThat(second.publicKey()).isEqualTo(first.publicKey());
        assertThat(first.publicKey().isPrivate()).isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(nested.resolve(DemoIdentity.FILE))))
                .isEqualTo("rw-------");
        try (var files = Files.list(nested)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void processesStartingAtOnceGetOneKey() throws Exception {
        int processes = 8;
        CyclicBarrier start = new CyclicBarrier(processes);
        Set<String> keys = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(processes)) {
            List<Future<String>> opened = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                opened.add(threads.submit(() -> {
                    start.await();
                    return DemoIdentity.open(dir, CLOCK).publicKey().getKeyID();
                }));
            }
            for (Future<String> key : opened) {
                keys.add(key.get());
            }
        }
        assertThat(keys).hasSize(1);
    }

    @Test
    void damagedFileIsNamed() throws Exception {
        Files.writeString(dir.resolve(DemoIdentity.FILE), "{}");
        assertThatThrownBy(() -> DemoIdentity.open(dir, CLOCK))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(DemoIdentity.FILE);
    }

    @Test
    void tokenSaysWhoWhereAndHowLong() throws Exception {
        DemoPerson person = DemoPeople.of(Role.IMPLANTER, new SiteId("02"));
        String token = DemoIdentity.open(dir, CLOCK).token(person, new StudyId("HOT-CRT"), Duration.ofHours(8));
        var claims = SignedJWT.parse(token).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("implanter@02");
        assertThat(claims.getStringClaim("name")).isEqualTo("Paola Pace (demo)");
        assertThat(claims.getStringClaim("role")).isEqualTo("implanter");
        assertThat(claims.getStringClaim("site")).isEqualTo("02");
        assertThat(claims.getStringClaim("study")).isEqualTo("HOT-CRT");
        assertThat(claims.getExpirationTime()).isEqualTo("2026-11-21T18:00:00Z");
    }

    @Test
    void castHasEveryRoleOnceNamed() {
        assertThat(DemoPeople.all()).extracting(DemoPerson::id).doesNotHaveDuplicates();
        assertThat(DemoPeople.all()).extracting(DemoPerson::name).doesNotHaveDuplicates();
        assertThat(DemoPeople.all()).allMatch(person -> person.name().endsWith(" (demo)"));
        assertThat(DemoPeople.all()).extracting(DemoPerson::role).contains(Role.values());
    }

    @Test
    void siteOutsideTheCastGetsSomebodyMadeUp() {
        DemoPerson made = DemoPeople.of(Role.COORDINATOR, new SiteId("17"));
        assertThat(made.id()).isEqualTo("coordinator@17");
        assertThat(made).isEqualTo(DemoPeople.of(Role.COORDINATOR, new SiteId("17")));
    }

    @Test
    void siteMustFitTheRole() {
        assertThatIllegalArgumentException().isThrownBy(() -> DemoPeople.of(Role.COORDINATOR, null));
        assertThatIllegalArgumentException().isThrownBy(() -> DemoPeople.of(Role.MONITOR, new SiteId("01")));
    }
}
