/// Signing in and out: OpenID Connect with the institution's provider, a session in this process, its idle limit, and
/// what becomes of a form that arrives when the session is over.
/// Who may do what is not decided here: the record does that.
@NullMarked
package org.trialbook.console.signin;

import org.jspecify.annotations.NullMarked;
