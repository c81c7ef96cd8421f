package firebreak.node.api;

import firebreak.encoding.Canonical;
import firebreak.encoding.Json;
import firebreak.engine.Keys;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.node.home.Officer;
import firebreak.node.run.Loop;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The node's own log of what its officers did. Never leaves the node.
final class Audit {
    private final Loop loop;
    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();

    Audit(Loop loop, InstantSource clock) {
        this.loop = loop;
        this.clock = clock;
    }

    /// Durable soon, and no later than what the officer's act does after it.
    void note(Officer officer, String act, String on) {
        loop.keepSoon(List.of(entry(officer, act, on)));
    }

    /// For keeping in one commit with what it tells of.
    Write entry(Officer officer, String act, String on) {
        Json entry = Json.object()
                .with("at", clock.instant())
                .with("officer", officer.name())
                .with("act", act)
                .with("on", on)
                .build();
        return new Write.Put(Table.AUDIT, key(), Canonical.write(entry));
    }

    /// Wall-clock nanoseconds, pushed apart: in order even when the clock is not.
    private String key() {
        Instant now = Instant.now();
        long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        return Keys.number(last.updateAndGet(before -> Math.max(before + 1, nanos)));
    }
}
