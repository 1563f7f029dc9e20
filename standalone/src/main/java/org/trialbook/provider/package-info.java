/// The demo's authorization server: signing in as one of the demo's people, by OpenID Connect and with one click.
/// It is there in the profile `demo` only; elsewhere the institution's own provider does this.
@NullMarked
package org.trialbook.provider;

import org.jspecify.annotations.NullMarked;
