/// Which visit of which subject is done, missed, due or overdue?
/// How a lead was placed, and whether anything was asked for, stays out.
@NullMarked
package org.trialbook.view.matrix;

import org.jspecify.annotations.NullMarked;
