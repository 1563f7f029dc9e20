package org.trialbook.protocol;

/// What a coded item is coded in: a dictionary and its version, as their owner names them. Its terms are nowhere in
/// the protocol or in this program: who runs the study loads them.
@InFile("a dictionary")
public record CodingDictionary(
        @InFile("such as MedDRA") String name,
        @InFile("its version, such as \"27.1\"") String version) {

    @Override
    public String toString() {
        return name + " " + version;
    }
}
