/// The protocol in force, in the words that pages and forms use for visits, forms and reasons.
/// What of it decides on an allocation, and what a form's items are, is not told here.
@NullMarked
package org.trialbook.view.protocol;

import org.jspecify.annotations.NullMarked;
