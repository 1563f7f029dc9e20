/// How an application gets its gate, its identity provider, its sessions and its clock: what it imports.
/// Nothing here decides who may do what.
@NullMarked
package org.trialbook.access.wiring;

import org.jspecify.annotations.NullMarked;
