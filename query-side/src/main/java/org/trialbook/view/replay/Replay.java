package org.trialbook.view.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.projection.ViewJson;
import org.trialbook.view.projection.ViewStore;
import org.trialbook.view.projection.Views;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Recomputes every view of a group from the record and compares it with the live one at the same moment.
public final class Replay {

    /// Enough to see what is wrong; more would only be longer.
    private static final int MOST = 200;

    private static final int TRIES = 20;

    private Replay() {}

    /// Where a live view is not what the record says.
    ///
    /// @param path JSON Pointer of the field, from the stored document's `view` and `position`; empty for the whole
    /// @param live null when there is none
    /// @param recomputed null when there is none
    public record Difference(
            String projection,
            String id,
            String path,
            @Nullable JsonNode live,
            @Nullable JsonNode recomputed) {}

    /// @param views how many views were compared
    /// @param differences at most 200
    public record Report(long position, int views, List<Difference> differences) {}

    /// Compares at a moment when nobody is writing views.
    ///
    /// @return nothing when the views did not stand still for long enough
    /// @throws org.trialbook.event.UnknownEventException when this release does not know all of the record
    public static Optional<Report> of(Views views) {
        views.record().requireKnown(views.record().size());
        for (int i = 0; i < TRIES; i++) {
            Optional<Report> report = tried(views, i == TRIES - 1);
            if (report.isPresent()) {
                return report;
            }
        }
        return Optional.empty();
    }

    /// @param last take a view that is ahead of its group as it is: if that persists, it is a difference
    private static Optional<Report> tried(Views views, boolean last) {
        String group = views.group().key();
        ViewStore.Progress progress = views.database().progress(group);
        long size = progress.size();
        if (size > views.record().size()) {
            return Optional.empty();
        }
        Map<Projection<?>, List<ViewStore.Stored>> live = new LinkedHashMap<>();
        for (Projection<?> projection : views.group().projections()) {
            live.put(projection, views.database().all(progress.collection(projection)));
        }
        boolean ahead = live.values().stream().flatMap(List::stream).anyMatch(stored -> stored.position() >= size);
        if (!views.database().progress(group).equals(progress) || (ahead && !last)) {
            return Optional.empty();
        }
        List<Difference> differences = new ArrayList<>();
        int compared = 0;
        for (Map.Entry<Projection<?>, List<ViewStore.Stored>> entry : live.entrySet()) {
            compared += compare(views, size, entry.getKey(), entry.getValue(), differences);
        }
        List<Difference> shown = differences.size() > MOST ? differences.subList(0, MOST) : differences;
        return Optional.of(new Report(size, compared, List.copyOf(shown)));
    }

    private static <V> int compare(
            Views views,
            long size,
            Projection<V> projection,
            List<ViewStore.Stored> stored,
            List<Difference> differences) {
        SortedMap<String, JsonNode> live = new TreeMap<>();
        stored.forEach(view -> live.put(view.id(), json(view.position(), view.view())));
        SortedMap<String, JsonNode> recomputed = new TreeMap<>();
        views.recomputed(projection, size)
                .forEach((id, view) -> recomputed.put(
                        id, json(view.position(), ViewJson.mapper().writeValueAsString(view.view()))));
        SortedSet<String> ids = new TreeSet<>(live.keySet());
        ids.addAll(recomputed.keySet());
        for (String id : ids) {
            compare(new Place(projection.name(), id, ""), live.get(id), recomputed.get(id), differences);
        }
        return ids.size();
    }

    /// As it is stored, and without reading it as a view: a damaged one may not be readable as such.
    private static JsonNode json(long position, String view) {
        JsonNode content;
        try {
            content = ViewJson.mapper().readTree(view);
        } catch (JacksonException e) {
            content = JsonNodeFactory.instance.stringNode(view);
        }
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        stored.put("position", position);
        stored.set("view", content);
        return stored;
    }

    private record Place(String projection, String id, String path) {
        Place member(String name) {
            return new Place(
                    projection, id, path + "/" + name.replace("~", "~0").replace("/", "~1"));
        }
    }

    private static void compare(
            Place place, @Nullable JsonNode live, @Nullable JsonNode recomputed, List<Difference> differences) {
        if (live != null && live.equals(recomputed)) {
            return;
        }
        if (live != null && recomputed != null && live.isObject() && recomputed.isObject()) {
            SortedSet<String> names = new TreeSet<>(live.propertyNames());
            names.addAll(recomputed.propertyNames());
            names.forEach(name -> compare(place.member(name), live.get(name), recomputed.get(name), differences));
        } else if (live != null && recomputed != null && live.isArray() && recomputed.isArray()) {
            for (int i = 0; i < Math.max(live.size(), recomputed.size()); i++) {
                compare(place.member(Integer.toString(i)), live.get(i), recomputed.get(i), differences);
            }
        } else {
            differences.add(new Difference(place.projection, place.id, place.path, live, recomputed));
        }
    }
}
