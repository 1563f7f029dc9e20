package org.trialbook.protocol;

import java.util.regex.Pattern;
import org.trialbook.protocol.YamlNode.Mapping;
import org.trialbook.protocol.YamlNode.Scalar;

/// Whether a published protocol says that its study is only for practice, as `docs/format.md` section 6 says: for a
/// reader who knows nothing else of a protocol.
public final class PracticeMark {

    private static final Pattern TRUE = Pattern.compile("true|True|TRUE");

    private PracticeMark() {}

    /// A text that is no protocol says nothing.
    public static boolean in(String yaml) {
        try {
            return YamlNode.read(yaml) instanceof Mapping protocol
                    && protocol.members().get("practice") instanceof Scalar(var said)
                    && said != null
                    && TRUE.matcher(said).matches();
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
