/// Recordings that are read blind, kept by what they are: the hash of their bytes.
/// Nothing here knows whose they are; the record does.
@NullMarked
package org.trialbook.store.media;

import org.jspecify.annotations.NullMarked;
