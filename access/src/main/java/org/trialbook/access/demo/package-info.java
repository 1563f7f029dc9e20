/// The demo's own identity provider: one key, named demo people, no passwords.
/// Nothing here is reachable outside the profile `demo`; what it signed is refused there.
@NullMarked
package org.trialbook.access.demo;

import org.jspecify.annotations.NullMarked;
