package org.trialbook.event;

import tools.jackson.databind.node.ObjectNode;

/// Makes the payload of one version of an event into that of the next. Pure, and for ever: it may look at the payload
/// and nothing else, and what an approved sample was once converted to does not change. Stored bytes stay as they are;
/// what is sealed cannot be looked into, and stays under the name it was sealed under.
public interface Conversion {

    /// Changes the payload, whose members may have any value: a record may have been written by somebody else.
    void toNext(ObjectNode payload);
}
