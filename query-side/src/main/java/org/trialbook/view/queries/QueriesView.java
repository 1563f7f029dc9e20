package org.trialbook.view.queries;

import java.util.SortedMap;
import org.trialbook.casebook.QueryState;

/// A subject's queries, by their numbers.
public record QueriesView(String subject, SortedMap<String, QueryState> queries) {}
