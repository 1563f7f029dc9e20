/// Tests of both sides together: the blind as a property over HTTP, the sides as processes, the house's own rules.
@NullMarked
package org.trialbook.standalone;

import org.jspecify.annotations.NullMarked;
