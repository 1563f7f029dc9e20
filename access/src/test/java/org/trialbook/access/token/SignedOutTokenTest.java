package org.trialbook.access.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.event.StudyId;

class SignedOutTokenTest {

    private static final BigInteger ORDER_OF_P256 =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    private Instant now = Instant.parse("2026-11-21T09:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final Map<String, Instant> everybodys = new HashMap<>();
    private final SharedSignOuts shared = SharedSignOuts.of(everybodys::put, after -> Map.copyOf(everybodys));
    private final SignOuts here = new SignOuts(shared, clock);
    private final SignOuts elsewhere = new SignOuts(shared, clock);

    @SuppressWarnings("NullAway.Init")
    private DemoIdentity identity;

    @BeforeEach
    void open() {
        identity = DemoIdentity.open(dir, clock);
    }

    private String token() {
        return identity.token(DemoPeople.withId("monitor").orElseThrow(), new StudyId("HOT-CRT"), Duration.ofHours(1));
    }

    @Test
    void isKnownAtOnceHereAndElsewhereAfterARefresh() {
        String token = token();
        here.signOut(token, now.plus(Duration.ofHours(1)));

        assertThat(here.contains(token)).isTrue();
        assertThat(elsewhere.contains(token)).isFalse();
        elsewhere.refresh();
        assertThat(elsewhere.contains(token)).isTrue();
        SignOuts startedAgain = new SignOuts(shared, clock);
        startedAgain.refresh();
        assertThat(startedAgain.contains(token)).isTrue();
    }

    @Test
    void anotherTokenOfTheSamePersonAndMomentIsNot() {
        String other = token();
        here.signOut(token(), now.plus(Duration.ofHours(1)));

        assertThat(here.contains(other)).isFalse();
    }

    /// An ES256 signature (r, s) is as valid as (r, n - s), and the last character of its Base64 has bits to spare.
    @Test
    void comesBackInNoOtherClothes() {
        String token = token();
        int last = token.lastIndexOf('.');
        byte[] signature = Base64URL.from(token.substring(last + 1)).decode();
        byte[] mirrored = ORDER_OF_P256
                .subtract(new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)))
                .toByteArray();
        byte[] other = Arrays.copyOf(signature, 64);
        Arrays.fill(other, 32, 64, (byte) 0);
        int length = Math.min(32, mirrored.length);
        System.arraycopy(mirrored, mirrored.length - length, other, 64 - length, length);
        String mirror = token.substring(0, last + 1) + Base64URL.encode(other);
        assertThat(IdentityProvider.demo(identity, Duration.ofHours(12), clock)
                        .decode(mirror)
                        .getSubject())
                .as("the other signature is valid")
                .isEqualTo("monitor");

        here.signOut(token, now.plus(Duration.ofHours(1)));

        assertThat(here.contains(mirror)).isTrue();
        assertThat(here.contains(token + "=")).isTrue();
    }

    @Test
    void isForgottenOnceItWouldHaveExpired() {
        String token = token();
        here.signOut(token, now.plus(Duration.ofHours(1)));
        now = now.plus(Duration.ofHours(1));
        everybodys.clear();
        here.refresh();
        assertThat(here.contains(token)).as("within the skew").isTrue();

        now = now.plus(Duration.ofMinutes(2));
        here.refresh();

        assertThat(here.contains(token)).isFalse();
    }

    @Test
    void holdsHereWhereItCannotBeShared() {
        SignOuts alone = new SignOuts(
                SharedSignOuts.of(
                        (name, until) -> {
                            throw new IllegalStateException("the store is away");
                        },
                        after -> {
                            throw new IllegalStateException("the store is away");
                        }),
                clock);
        String token = token();
        alone.signOut(token, now.plus(Duration.ofHours(1)));
        alone.refresh();

        assertThat(alone.contains(token)).isTrue();
    }
}
