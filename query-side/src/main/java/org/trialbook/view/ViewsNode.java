package org.trialbook.view;

/// Names this process among those that share the views.
public record ViewsNode(String name) {}
