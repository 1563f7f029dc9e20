package org.trialbook.event;

/// The data as they stood when this was recorded have a name, by which an analysis, a report or a board refers to them.
/// Nothing is copied: the cut is the record up to this event.
///
/// @param cut its name, no other's
/// @param kind `interim` or `final`
@Stored("DataCutNamed")
public record DataCutNamed(StudyId study, String cut, String kind, String because)
        implements StudyEvent, ToBlinded.Shown {}
