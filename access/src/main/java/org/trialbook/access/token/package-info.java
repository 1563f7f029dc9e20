/// From a bearer token to a caller: signature, issuer, audience, time, claims.
/// Who issues tokens, and how people prove who they are, is the identity provider's business.
@NullMarked
package org.trialbook.access.token;

import org.jspecify.annotations.NullMarked;
