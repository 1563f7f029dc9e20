/// DICOM (PS3.5, PS3.10), by the standard's own tables of attributes and of what confidentiality profiles do with them
/// (PS3.15, annex E).
@NullMarked
package org.trialbook.media.dicom;

import org.jspecify.annotations.NullMarked;
