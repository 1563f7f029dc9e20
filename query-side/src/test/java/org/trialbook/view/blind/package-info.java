/// The blind as a property: pairs of histories that differ in what is sealed, a client that walks everything blinded,
/// and leaks that it must find.
@NullMarked
package org.trialbook.view.blind;

import org.jspecify.annotations.NullMarked;
