/// What the protocol's rules, and those that somebody asks for once, find in the data of all subjects. Nothing
/// sealed is read here; the rules that read it are asked for below `unblinded`.
@NullMarked
package org.trialbook.view.rules;

import org.jspecify.annotations.NullMarked;
