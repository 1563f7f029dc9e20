package org.trialbook.view.casebook;

import org.trialbook.casebook.CasebookStanding;

/// How far a subject's forms are.
public record CasebookView(String subject, CasebookStanding standing) {}
