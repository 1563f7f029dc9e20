/// The console: pages for people, made from what the record answers their user over HTTP, and the sign-in that lets a
/// browser act without ever seeing a token. It holds no key and no database, and knows no class of either side.
@NullMarked
package org.trialbook.console;

import org.jspecify.annotations.NullMarked;
