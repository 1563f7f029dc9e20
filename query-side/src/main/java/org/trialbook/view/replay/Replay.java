package org.trialbook.view.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.projection.Picture;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.projection.Rollup;
import org.trialbook.view.projection.StoredView;
import org.trialbook.view.projection.StoredViews;
import org.trialbook.view.projection.Versioned;
import org.trialbook.view.projection.ViewJson;
import org.trialbook.view.projection.Views;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Recomputes every view that a group keeps from the record, in one pass, and compares it with the live one and
/// with the stored one, each at its own moment.
public final class Replay {

    /// Enough to see what is wrong; more would only be longer.
    private static final int MOST = 200;

    private final List<Difference> differences = new ArrayList<>();
    private final List<Projection<?>> projections;

    private Replay(List<Projection<?>> projections) {
        this.projections = projections;
    }

    /// Where a view is not what the record says.
    ///
    /// @param of `live`, what questions are answered from, or `stored`, what the next start goes on with
    /// @param path JSON Pointer of the field, from the view's `view` and `position`; empty for the whole
    /// @param found null when there is none
    /// @param recomputed null when there is none
    public record Difference(
            String of,
            String projection,
            String id,
            String path,
            @Nullable JsonNode found,
            @Nullable JsonNode recomputed) {}

    /// @param position how many events the live views contain
    /// @param views how many of them were compared
    /// @param differences at most 200
    public record Report(long position, int views, List<Difference> differences) {}

    /// @throws org.trialbook.event.UnknownEventException when this release does not know all of the record
    public static Report of(Views views) {
        views.record().requireKnown(views.record().size());
        Picture live = views.newest();
        Replay replay = new Replay(views.group().kept());
        Picture recomputed = replay.compareStored(views, live.size());
        recomputed = views.from(recomputed, live.size());
        int compared = 0;
        for (Projection<?> projection : replay.projections) {
            compared += replay.compareLive(projection, live, recomputed);
        }
        for (Rollup<?> rollup : views.group().rollups()) {
            replay.compareRolled(rollup, live, recomputed);
        }
        List<Difference> all = replay.differences;
        return new Report(live.size(), compared, List.copyOf(all.subList(0, Math.min(MOST, all.size()))));
    }

    private <V> int compareLive(Projection<V> projection, Picture live, Picture recomputed) {
        SortedSet<String> ids = new TreeSet<>(live.all(projection).keySet());
        ids.addAll(recomputed.all(projection).keySet());
        for (String id : ids) {
            Optional<Versioned<V>> here = live.versioned(projection, id);
            Optional<Versioned<V>> there = recomputed.versioned(projection, id);
            if (!here.equals(there)) {
                Place place = new Place("live", projection.name(), id, "");
                compare(
                        place,
                        here.map(Replay::json).orElse(null),
                        there.map(Replay::json).orElse(null));
            }
        }
        return ids.size();
    }

    /// What was carried on with each event against what a walk over all recomputed views finds.
    private <R> void compareRolled(Rollup<R> rollup, Picture live, Picture recomputed) {
        R here = live.rolled(rollup);
        R there = recomputed.walked(rollup);
        if (!there.equals(here)) {
            compare(
                    new Place("live", rollup.name(), "", ""),
                    here == null ? null : ViewJson.mapper().valueToTree(here),
                    ViewJson.mapper().valueToTree(there));
        }
    }

    /// Each stored view is compared with what it was after the last event in it, or when all of them had come as
    /// far as is said of all: so nobody has to stand still. Of views of another record there is nothing to
    /// compare.
    ///
    /// @return the last picture that was recomputed for that
    private Picture compareStored(Views views, long most) {
        Optional<StoredViews> found = views.stored().load().filter(stored -> stored.areOf(views.record()));
        if (found.isEmpty()) {
            return Picture.NONE;
        }
        StoredViews stored = found.get();
        Map<Long, List<Claim>> claims = new TreeMap<>();
        claims.put(Math.min(stored.size(), most), new ArrayList<>());
        for (Projection<?> projection : projections) {
            for (StoredView view : stored.views().getOrDefault(projection.name(), List.of())) {
                long at = Math.min(Math.max(stored.size(), view.position() + 1), most);
                claims.computeIfAbsent(at, size -> new ArrayList<>()).add(new Claim(projection, view));
            }
        }
        Picture recomputed = Picture.NONE;
        for (Map.Entry<Long, List<Claim>> moment : claims.entrySet()) {
            recomputed = views.from(recomputed, moment.getKey());
            if (recomputed.size() == Math.min(stored.size(), most)) {
                missing(stored, recomputed);
            }
            for (Claim claim : moment.getValue()) {
                compare(claim.projection(), claim.view(), recomputed);
            }
        }
        return recomputed;
    }

    private record Claim(Projection<?> projection, StoredView view) {}

    private void missing(StoredViews stored, Picture recomputed) {
        for (Projection<?> projection : projections) {
            SortedSet<String> ids = new TreeSet<>(recomputed.all(projection).keySet());
            stored.views().getOrDefault(projection.name(), List.of()).forEach(view -> ids.remove(view.id()));
            for (String id : ids) {
                JsonNode there =
                        recomputed.versioned(projection, id).map(Replay::json).orElse(null);
                compare(new Place("stored", projection.name(), id, ""), null, there);
            }
        }
    }

    private void compare(Projection<?> projection, StoredView view, Picture recomputed) {
        Optional<StoredView> there = recomputed
                .versioned(projection, view.id())
                .map(found -> StoredView.of(view.id(), found.position(), found.view()));
        if (!there.equals(Optional.of(view))) {
            compare(
                    new Place("stored", projection.name(), view.id(), ""),
                    json(view),
                    there.map(Replay::json).orElse(null));
        }
    }

    private static JsonNode json(Versioned<?> view) {
        return json(StoredView.of("", view.position(), view.view()));
    }

    /// As it is stored, and without reading it as a view: a damaged one may not be readable as such.
    private static JsonNode json(StoredView view) {
        JsonNode content;
        try {
            content = ViewJson.mapper().readTree(view.view());
        } catch (JacksonException e) {
            content = JsonNodeFactory.instance.stringNode(view.view());
        }
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        stored.put("position", view.position());
        stored.set("view", content);
        return stored;
    }

    private record Place(String of, String projection, String id, String path) {
        Place member(String name) {
            return new Place(
                    of, projection, id, path + "/" + name.replace("~", "~0").replace("/", "~1"));
        }
    }

    private void compare(Place place, @Nullable JsonNode found, @Nullable JsonNode recomputed) {
        if (found != null && found.equals(recomputed)) {
            return;
        }
        if (found != null && recomputed != null && found.isObject() && recomputed.isObject()) {
            SortedSet<String> names = new TreeSet<>(found.propertyNames());
            names.addAll(recomputed.propertyNames());
            names.forEach(name -> compare(place.member(name), found.get(name), recomputed.get(name)));
        } else if (found != null && recomputed != null && found.isArray() && recomputed.isArray()) {
            for (int i = 0; i < Math.max(found.size(), recomputed.size()); i++) {
                compare(place.member(Integer.toString(i)), found.get(i), recomputed.get(i));
            }
        } else {
            differences.add(new Difference(place.of, place.projection, place.id, place.path, found, recomputed));
        }
    }
}
