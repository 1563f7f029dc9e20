package org.trialbook.simulation;

import java.io.IOException;

/// Where a simulation asks for acts: a server's command side over HTTP, or one in its own process.
public interface CommandSide {

    /// @return what is answered, a problem too
    /// @throws IOException when nothing is
    Answer post(Request request, Fault fault) throws IOException;

    /// Uploads a file, to be named by its hash afterwards.
    ///
    /// @throws IOException when it is not taken, or nobody takes files here
    default void upload(String person, byte[] file) throws IOException {
        throw new IOException("no files are taken here");
    }

    /// Whether a request can be wrong in this way here: where no message is sent, none is broken.
    boolean takes(Fault fault);

    /// The next request of this person is one of somebody who has just signed in.
    void signInAnew(String person);
}
