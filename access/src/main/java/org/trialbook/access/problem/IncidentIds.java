package org.trialbook.access.problem;

/// Where the id of an incident comes from, which the caller is told and the log holds.
@FunctionalInterface
public interface IncidentIds {

    String next();
}
