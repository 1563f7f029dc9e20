@NullMarked
package org.trialbook.console.form;

import org.jspecify.annotations.NullMarked;
