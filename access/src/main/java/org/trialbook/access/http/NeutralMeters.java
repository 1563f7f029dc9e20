package org.trialbook.access.http;

import io.micrometer.common.KeyValue;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.trialbook.access.RouteLabel;

/// How requests are counted and timed: by route and status, but for neutral routes by their one name and whether the
/// server failed. See [RouteLabel].
public final class NeutralMeters extends DefaultServerRequestObservationConvention {

    private static final KeyValue ANSWERED_STATUS = KeyValue.of("status", "answered");
    private static final KeyValue FAILED_STATUS = KeyValue.of("status", "failed");
    private static final KeyValue ANSWERED = KeyValue.of("outcome", "ANSWERED");
    private static final KeyValue FAILED = KeyValue.of("outcome", "FAILED");
    private static final KeyValue NO_EXCEPTION = KeyValue.of("exception", "none");

    @Override
    protected KeyValue uri(ServerRequestObservationContext context) {
        return neutral(context) ? KeyValue.of("uri", label(context).route()) : super.uri(context);
    }

    @Override
    protected KeyValue status(ServerRequestObservationContext context) {
        return neutral(context) ? failed(context) ? FAILED_STATUS : ANSWERED_STATUS : super.status(context);
    }

    @Override
    protected KeyValue outcome(ServerRequestObservationContext context) {
        return neutral(context) ? failed(context) ? FAILED : ANSWERED : super.outcome(context);
    }

    @Override
    protected KeyValue exception(ServerRequestObservationContext context) {
        return neutral(context) ? NO_EXCEPTION : super.exception(context);
    }

    private static boolean neutral(ServerRequestObservationContext context) {
        return label(context).neutral();
    }

    private static RouteLabel label(ServerRequestObservationContext context) {
        HttpServletRequest request = context.getCarrier();
        return request == null ? RouteLabel.NONE : RouteLabel.of(request);
    }

    private static boolean failed(ServerRequestObservationContext context) {
        return context.getResponse() != null && context.getResponse().getStatus() >= 500;
    }
}
