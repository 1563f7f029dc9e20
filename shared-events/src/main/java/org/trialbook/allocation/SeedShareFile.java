package org.trialbook.allocation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.SecretFile;
import org.trialbook.blinding.UnusableSecretException;
import org.trialbook.event.EventJson;
import org.trialbook.event.StudyId;
import tools.jackson.core.JacksonException;

/// A party's share of the seed in a file of its own, `{"study":"…","party":"…","share":"<base64 of 32
/// bytes>"}`. Whoever reads both parties' files knows every future arm; once one of them is lost, nobody can be
/// randomized any more.
public final class SeedShareFile {

    private record Stored(
            @Nullable String study,
            @Nullable String party,
            @Nullable String share) {}

    private SeedShareFile() {}

    /// Where a command side looks for the party's share.
    public static Path in(Path keysDirectory, SeedParty party) {
        return keysDirectory.resolve("seed-share." + party.storedName());
    }

    /// The shares that are in the directory of keys.
    ///
    /// @throws UnusableSecretException when a file is there and cannot be used
    public static SeedShares openAll(Path keysDirectory, StudyId study) {
        Map<SeedParty, SeedShare> found = new EnumMap<>(SeedParty.class);
        for (SeedParty party : SeedParty.values()) {
            Path file = in(keysDirectory, party);
            if (Files.exists(file)) {
                found.put(party, open(file, study, party));
            }
        }
        return new SeedShares(found);
    }

    /// The share in the file.
    ///
    /// @throws UnusableSecretException when the file is missing, malformed, open to others, or another study's
    ///     or party's
    public static SeedShare open(Path file, StudyId study, SeedParty party) {
        byte[] content = SecretFile.read(file);
        try {
            Stored stored = EventJson.mapper().readValue(content, Stored.class);
            if (stored != null && stored.share() != null) {
                if (!study.value().equals(stored.study()) || !party.storedName().equals(stored.party())) {
                    throw new UnusableSecretException(
                            file, "is not the share of the %s of %s".formatted(party.storedName(), study));
                }
                return new SeedShare(Base64.getDecoder().decode(stored.share()));
            }
        } catch (JacksonException | IllegalArgumentException e) {
            // Told below without its cause, whose message could repeat part of the share.
        }
        throw new UnusableSecretException(
                file,
                "is no share of a seed: expected {\"study\":\"…\",\"party\":\"…\",\"share\":\"<base64 of 32 bytes>\"}");
    }

    /// Draws a share and writes it, unless there is a file: that is left as it is.
    ///
    /// @return whether this call wrote it
    public static boolean create(Path file, StudyId study, SeedParty party, SecureRandom random) {
        byte[] share = SeedShare.draw(random).bytes();
        Stored drawn = new Stored(
                study.value(), party.storedName(), Base64.getEncoder().encodeToString(share));
        return SecretFile.create(file, EventJson.mapper().writeValueAsBytes(drawn));
    }
}
