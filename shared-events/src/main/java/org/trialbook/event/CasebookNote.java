package org.trialbook.event;

/// What somebody notes of a place in a subject's casebook. It changes no datum and asks nothing of anybody.
public record CasebookNote(CasebookPlace about, String text) {}
