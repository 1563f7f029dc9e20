package org.trialbook.access.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.trialbook.access.SignIn;
import org.trialbook.event.StudyId;

/// The demo's identity provider: an ES256 key in a file, and tokens for [DemoPeople].
///
/// Whoever can read the file can be anybody in the demo. Its key id and issuer mark every token as the
/// demo's, so that no other deployment takes one. Needs no Spring.
public final class DemoIdentity {

    public static final String ISSUER = "urn:trialbook:demo";

    /// The name of the key's file in the demo's directory.
    public static final String FILE = "demo-identity.json";

    private static final String KEY_ID_PREFIX = "trialbook-demo-";

    private final ECKey key;
    private final Clock clock;

    private DemoIdentity(ECKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /// Opens the identity in this directory; makes the directory and the key when they aren't there.
    /// Several processes may do so at once: all get the same key.
    ///
    /// @throws UncheckedIOException when the file can't be written or read, or doesn't hold such a key
    public static DemoIdentity open(Path directory, Clock clock) {
        Path file = directory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(directory);
                publish(directory, generate());
            }
            ECKey key = ECKey.parse(Files.readString(file));
            if (!key.isPrivate() || !named(key).equals(key.getKeyID()) || !isWhole(key)) {
                throw new IOException(file + " does not hold a demo's private key: delete it to get a new one");
            }
            return new DemoIdentity(key, clock);
        } catch (ParseException | JOSEException | IllegalStateException e) {
            // The cause is left out: its message could repeat part of the key.
            throw new UncheckedIOException(new IOException(file + " is not a key: delete it to get a new one"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a key of this id is a demo's.
    public static boolean isDemoKey(String keyId) {
        return keyId.startsWith(KEY_ID_PREFIX);
    }

    /// A token for this person, valid from now on: to be given one is to sign in.
    public String token(DemoPerson person, StudyId study, Duration validity) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(SignIn.AUDIENCE)
                .subject(person.id())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(validity)))
                .claim("auth_time", now.getEpochSecond())
                .claim("name", person.name())
                .claim("role", person.role().storedName())
                .claim("study", study.value());
        if (person.site() != null) {
            claims.claim("site", person.site().value());
        }
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims.build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a P-256 key signs ES256", e);
        }
        return token.serialize();
    }

    /// What tokens are checked with; the private half isn't in it.
    public ECKey publicKey() {
        return key.toPublicJWK();
    }

    /// The key with its private half, for the demo's authorization server, which signs with it as this class does.
    public ECKey signingKey() {
        return key;
    }

    private static ECKey generate() {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256).generate();
            return new ECKey.Builder(key).keyID(named(key)).build();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform makes P-256 keys", e);
        }
    }

    private static String named(ECKey key) throws JOSEException {
        return KEY_ID_PREFIX + key.computeThumbprint();
    }

    /// Whether the public half accepts what the private half signs.
    private static boolean isWhole(ECKey key) throws JOSEException {
        JWSHeader header = new JWSHeader(JWSAlgorithm.ES256);
        byte[] anything = {1};
        return new ECDSAVerifier(key.toPublicJWK())
                .verify(header, anything, new ECDSASigner(key).sign(header, anything));
    }

    /// The key is first written whole under another name, so that nobody ever reads half of it.
    private static void publish(Path directory, ECKey key) throws IOException {
        Path file = directory.resolve(FILE);
        Path draft = Files.createTempFile(directory, ".demo-identity", ".draft", ownerOnly(directory));
        try {
            Files.writeString(draft, key.toJSONString());
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another process was first: its key is the demo's.
        } catch (UnsupportedOperationException e) {
            Files.move(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path directory) throws IOException {
        return Files.getFileStore(directory).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
