package org.trialbook.view.unblinded.kitstock;

/// What is in a kit.
public record KitArmView(String kit, String arm) {}
