/// How anything is measured: load, rounds, medians, the disk, the machine. Knows no store and no question.
@NullMarked
package org.trialbook.benchmark.measure;

import org.jspecify.annotations.NullMarked;
