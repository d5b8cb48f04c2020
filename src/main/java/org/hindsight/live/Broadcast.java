package org.hindsight.live;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.hindsight.account.Pass;
import org.jspecify.annotations.Nullable;

/**
 * One incident and those who follow it. Each change is read and written down once, and handed to all of them in the
 * order of revisions, without a gap.
 */
final class Broadcast {

    /** How many changes are kept for those who come back after a short break. */
    private static final int KEPT = 500;

    /** How many changes are read at once. */
    static final int PAGE = 200;

    final long incident;
    private final Changes changes;
    private final Map<Context, Set<Viewer>> viewers = new ConcurrentHashMap<>();
    private final Map<Long, Integer> people = new ConcurrentHashMap<>();
    private final ArrayDeque<Message> kept = new ArrayDeque<>();
    private @Nullable Buffer presence;
    private int told;
    private boolean over;

    /**
     * @param told the revision that the incident has: what comes after it is told
     */
    Broadcast(long incident, int told, Changes changes) {
        this.incident = incident;
        this.told = told;
        this.changes = changes;
    }

    /**
     * Tells everybody what they do not know yet. One at a time; blocks.
     *
     * @param checkAccess shows those out who may not follow any more
     */
    synchronized void tell(Runnable checkAccess) {
        List<Message> page;
        do {
            page = changes.after(incident, told, PAGE);
            for (Message message : page) {
                kept.addLast(message);
                if (kept.size() > KEPT) {
                    kept.removeFirst();
                }
                told = message.revision();
                if (message.aboutAccess()) {
                    checkAccess.run();
                }
                everybody(viewer -> viewer.tell(message));
            }
        } while (page.size() == PAGE);
    }

    /** The revision up to which everybody was told. */
    synchronized int told() {
        return told;
    }

    /**
     * Lets somebody in who knows everything up to the revision that was told last.
     *
     * @return whether they are in; otherwise they must catch up first, or this is over
     */
    synchronized boolean welcome(Viewer viewer) {
        if (over || viewer.last() < told) {
            return false;
        }
        people.merge(viewer.user, 1, Integer::sum);
        viewers.computeIfAbsent(viewer.loop, loop -> ConcurrentHashMap.newKeySet())
                .add(viewer);
        Buffer here = presence;
        if (here != null) {
            viewer.loop.runOnContext(now -> viewer.write(here));
        }
        return true;
    }

    /** What somebody missed, as far as it was told, from memory where it is there. */
    List<Message> missedBy(Viewer viewer) {
        synchronized (this) {
            if (!kept.isEmpty() && kept.peekFirst().revision() <= viewer.last() + 1) {
                return kept.stream()
                        .filter(message -> message.revision() > viewer.last())
                        .toList();
            }
        }
        return changes.after(incident, viewer.last(), PAGE);
    }

    void goodbye(Viewer viewer) {
        Set<Viewer> beside = viewers.get(viewer.loop);
        if (beside != null && beside.remove(viewer)) {
            people.computeIfPresent(viewer.user, (user, times) -> times == 1 ? null : times - 1);
        }
    }

    /** The ids of those who follow it here, each once, however often they do. */
    Set<Long> people() {
        return Set.copyOf(people.keySet());
    }

    /** Tells everybody, and whoever comes later, who else is there. */
    synchronized void tellPresence(Buffer event) {
        presence = event;
        everybody(viewer -> viewer.write(event));
    }

    /** Ends it if nobody follows any more; nobody is let in from then on. */
    synchronized boolean endIfAlone() {
        over = viewers.values().stream().allMatch(Collection::isEmpty);
        return over;
    }

    synchronized boolean over() {
        return over;
    }

    /** What all of them came in with, each once. */
    Set<Pass> passes() {
        Set<Pass> passes = ConcurrentHashMap.newKeySet();
        viewers.values().forEach(beside -> beside.forEach(viewer -> passes.add(viewer.pass)));
        return passes;
    }

    /** Ends the connections of those who may not follow any more. */
    void dismiss(Predicate<Pass> refused) {
        List<Viewer> leaving = new ArrayList<>();
        viewers.values()
                .forEach(beside -> beside.stream()
                        .filter(viewer -> refused.test(viewer.pass))
                        .forEach(leaving::add));
        leaving.forEach(viewer -> {
            goodbye(viewer);
            viewer.loop.runOnContext(now -> viewer.end());
        });
    }

    void heartbeat() {
        Buffer sign = Message.HEARTBEAT;
        everybody(viewer -> viewer.write(sign));
    }

    /** One task a loop, however many viewers it serves. */
    private void everybody(Consumer<Viewer> verb) {
        viewers.forEach((loop, beside) -> loop.runOnContext(now -> beside.forEach(verb)));
    }
}
