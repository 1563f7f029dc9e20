/// The record, in plain files or in MongoDB: the block log, its picture in memory, Axon's storage engine. No
/// trial rule and no view belongs here: this package keeps lines and tags and does not know what they mean.
@NullMarked
package org.trialbook.store;

import org.jspecify.annotations.NullMarked;
