/// The demo's key and people.
@NullMarked
package org.trialbook.access.demo;

import org.jspecify.annotations.NullMarked;
