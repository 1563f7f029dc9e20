package org.trialbook.console.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import org.trialbook.console.record.RecordAnswer;

/// The receipts of a session's last acts, by their keys: the page that an act leads to shows its own, also when it is
/// loaded again.
@Component
public class Receipts {

    private static final String ATTRIBUTE = "trialbook.receipts";
    private static final int MOST = 20;

    /// @param replayed whether it had been recorded before, by the same request
    /// @param leafHash by which it is found in the record
    public record Receipt(String act, Instant recordedAt, String leafHash, boolean replayed) {

        public String at(ZoneId zone) {
            return PageWords.time(recordedAt, zone);
        }

        public String utc() {
            return PageWords.utc(recordedAt);
        }
    }

    @SuppressWarnings("serial") // sessions are not written to a disk
    private static final class Last extends LinkedHashMap<String, Receipt> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Receipt> eldest) {
            return size() > MOST;
        }
    }

    void note(HttpServletRequest request, String key, RecordAnswer answer) {
        Receipt receipt = new Receipt(
                PageWords.words(answer.body().path("act").asString()),
                Instant.parse(answer.body().path("recordedAt").asString()),
                answer.body().at("/events/0/leafHash").asString(""),
                answer.replayed());
        HttpSession session = request.getSession();
        synchronized (WebUtils.getSessionMutex(session)) {
            last(session).put(key, receipt);
        }
    }

    @Nullable
    Receipt of(HttpServletRequest request, String key) {
        HttpSession session = request.getSession();
        synchronized (WebUtils.getSessionMutex(session)) {
            return last(session).get(key);
        }
    }

    private static Last last(HttpSession session) {
        if (session.getAttribute(ATTRIBUTE) instanceof Last known) {
            return known;
        }
        Last fresh = new Last();
        session.setAttribute(ATTRIBUTE, fresh);
        return fresh;
    }
}
