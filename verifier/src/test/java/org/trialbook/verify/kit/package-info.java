/// Writes the conformance kit: files and, for each case, what a verifier must say of them. What is expected is written
/// here by hand, from `docs/format.md`; it is never taken from what our own verifier prints.
@org.jspecify.annotations.NullMarked
package org.trialbook.verify.kit;
