/// Where does an event stand in the log's tree, and has the tree only grown? Tiles and proofs, up to the newest signed
/// checkpoint. Hashes and counts are for those who may have a bundle, whole or redacted; lines for those who may have
/// the whole one.
@NullMarked
package org.trialbook.view.tree;

import org.jspecify.annotations.NullMarked;
