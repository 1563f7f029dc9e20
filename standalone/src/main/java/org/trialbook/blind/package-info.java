/// `verify --blind`: does anything that the blinded are told depend on what is sealed in a real record?
/// For an inspector, who brings a bundle and, if trusted with it, the blinding key.
@NullMarked
package org.trialbook.blind;

import org.jspecify.annotations.NullMarked;
