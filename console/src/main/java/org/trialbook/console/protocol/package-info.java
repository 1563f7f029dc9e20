/// The versions of the protocol: what each changes and where it holds, and the acts by which one comes to hold. What a
/// version says is asked of the record; nothing here reads a protocol.
@NullMarked
package org.trialbook.console.protocol;

import org.jspecify.annotations.NullMarked;
