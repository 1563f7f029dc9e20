package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleFrontierTest {

    /// The leaves and roots that certificate-transparency implementations have been checked against since 2013.
    private static final List<String> KNOWN_LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> KNOWN_ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void theRootsOfTheKnownLeavesAreTheKnownOnes() {
        MerkleFrontier frontier = new MerkleFrontier();
        for (int i = 0; i < KNOWN_LEAVES.size(); i++) {
            frontier.append(Sha256.leaf(HexFormat.of().parseHex(KNOWN_LEAVES.get(i))));
            assertThat(frontier.root().hex()).isEqualTo(KNOWN_ROOTS.get(i));
            assertThat(frontier.size()).isEqualTo(i + 1);
        }
    }

    @Test
    void theEmptyTreeHasTheHashOfNothing() {
        assertThat(new MerkleFrontier().root().hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(new MerkleFrontier().size()).isZero();
    }

    @Test
    void everySizeUpToThreeHundredAgreesWithTheRecursiveDefinition() {
        MerkleFrontier frontier = new MerkleFrontier();
        List<TreeHash> leaves = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            TreeHash leaf = Sha256.leaf(("leaf " + i).getBytes(StandardCharsets.UTF_8));
            leaves.add(leaf);
            frontier.append(leaf);
            assertThat(frontier.root()).isEqualTo(NaiveTree.root(leaves));
        }
    }

    @Test
    void appendingToACopyLeavesTheOriginalAlone() {
        MerkleFrontier frontier = new MerkleFrontier();
        frontier.append(Sha256.leaf(new byte[] {1}));
        TreeHash before = frontier.root();
        MerkleFrontier copy = frontier.copy();
        copy.append(Sha256.leaf(new byte[] {2}));
        assertThat(frontier.root()).isEqualTo(before);
        assertThat(frontier.size()).isEqualTo(1);
        assertThat(copy.size()).isEqualTo(2);
        frontier.append(Sha256.leaf(new byte[] {2}));
        assertThat(frontier.root()).isEqualTo(copy.root());
    }

    @Test
    void aHashKeepsItsBytesWhateverHappensToTheArraysItCameFromAndGaveOut() {
        byte[] bytes = Sha256.leaf(new byte[0]).bytes();
        TreeHash hash = TreeHash.of(bytes);
        bytes[0]++;
        hash.bytes()[1]++;
        assertThat(hash).isEqualTo(Sha256.leaf(new byte[0])).hasSameHashCodeAs(Sha256.leaf(new byte[0]));
        assertThat(hash)
                .isNotEqualTo(TreeHash.of(bytes))
                .isNotEqualTo("a string")
                .hasToString(hash.base64());
        assertThat(TreeHash.of(bytes).hashCode()).isNotEqualTo(hash.hashCode());
    }

    @Test
    void aHashHasOneBase64TextOnly() {
        String text = Sha256.empty().base64();
        assertThat(text).isEqualTo("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assertThat(TreeHash.fromBase64(text)).isEqualTo(Sha256.empty());
        for (String other : List.of(
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", // no padding
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=", // a stray bit
                "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=", // the other alphabet
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==", // 31 bytes
                "")) {
            assertThatThrownBy(() -> TreeHash.fromBase64(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aHashOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> TreeHash.of(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes, not 31");
        assertThatThrownBy(() -> TreeHash.of(new byte[33])).isInstanceOf(IllegalArgumentException.class);
    }
}
