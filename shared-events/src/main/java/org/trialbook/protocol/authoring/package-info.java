/// What helps people who write a protocol: its file is read with places, every problem is told at once in their
/// words, two versions are compared, and it is shown as it will look. Nothing that runs a trial needs any of it.
@NullMarked
package org.trialbook.protocol.authoring;

import org.jspecify.annotations.NullMarked;
