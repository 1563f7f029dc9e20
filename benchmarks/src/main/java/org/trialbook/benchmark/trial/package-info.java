/// A whole trial of many subjects: how it is made without a server, and what its server is asked then.
/// How long a single append or a boundary takes is measured elsewhere.
@NullMarked
package org.trialbook.benchmark.trial;

import org.jspecify.annotations.NullMarked;
