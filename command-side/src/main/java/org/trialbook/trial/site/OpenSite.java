package org.trialbook.trial.site;

import java.time.ZoneId;
import org.trialbook.event.SiteId;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.ActContext;

/// Open a site for enrolment.
public record OpenSite(ActContext context, SiteId site, String name, ZoneId zone) implements Act {}
