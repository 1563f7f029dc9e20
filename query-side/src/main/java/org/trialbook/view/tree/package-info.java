/// Where does an event stand in the log's tree, and has the tree only grown? Tiles and proofs, up to the newest signed
/// checkpoint. Hashes and counts are for every role; lines are for those who may have the bundle.
@NullMarked
package org.trialbook.view.tree;

import org.jspecify.annotations.NullMarked;
