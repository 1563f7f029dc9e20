package org.trialbook.protocol;

/// How the body surface is calculated, and from which answers.
///
/// @param visit at which the form is filled in
/// @param height an item of the form, in cm
/// @param weight an item of the form, in kg
/// @param formula `mosteller` or `du-bois`
@InFile("the body surface")
public record BodySurfacePlan(String visit, String form, String height, String weight, String formula) {}
