package firebreak.sim.world;

import firebreak.charter.PartyCode;
import firebreak.engine.Table;
import firebreak.sim.check.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What befalls nodes: crashes between any two durable steps, failing and lying disks, old copies put back, a lost
/// lease, locked posts.
final class Misfortune {
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration LOOK_SELDOM = Duration.ofDays(1);
    private static final int COPIES = 3;
    private static final int MOST_TURNS = 3;

    private final World world;
    private final Dice dice;
    private final Map<PartyCode, List<Disk.Image>> copies = new TreeMap<>();
    private final Map<PartyCode, Integer> turnedBack = new TreeMap<>();
    private Plan.Trouble trouble;

    Misfortune(World world, Dice dice, Plan.Trouble trouble) {
        this.world = world;
        this.dice = dice;
        this.trouble = trouble;
    }

    /// The faults stop. What is down comes up and what is locked is unlocked.
    void stop() {
        trouble = Plan.Trouble.NONE;
        for (Node node : world.nodes()) {
            node.disk().fail(Disk.Fault.NONE);
            node.unlock(Set.copyOf(node.keys().posts()));
        }
    }

    void begin() {
        for (Node node : world.nodes()) {
            if (dice.chance(0.5)) {
                node.skew(dice.chance(0.5) ? trouble.skew() : trouble.skew().negated());
            }
        }
        world.agenda().after(world.coarse() ? LOOK_SELDOM : LOOK, this::look);
    }

    private void look() {
        for (Node node : world.nodes()) {
            if (node.running()) {
                look(node);
            }
        }
        world.agenda().after(world.coarse() ? LOOK_SELDOM : LOOK, this::look);
    }

    private void look(Node node) {
        if (dice.chance(0.1)) {
            keepCopy(node);
        }
        if (dice.chance(trouble.locked())) {
            lockForAWhile(node);
        }
        if (dice.chance(trouble.crashAtRest())) {
            fell(node);
        } else if (dice.chance(trouble.restoredCopy()) && mayTurnBack(node)) {
            node.crash();
            replaceHome(node);
        } else if (dice.chance(trouble.bitFlips()) && mayTurnBack(node)) {
            flipABit(node);
        }
    }

    /// Each node is turned back a few times at most, to any copy ever kept, perhaps again to the same: a world in which
    /// all lose everything all the time shows nothing.
    private boolean mayTurnBack(Node node) {
        return turnedBack.getOrDefault(node.party(), 0) < MOST_TURNS;
    }

    void wasTurnedBack(Node node) {
        turnedBack.merge(node.party(), 1, Integer::sum);
    }

    private void keepCopy(Node node) {
        List<Disk.Image> kept = copies.computeIfAbsent(node.party(), _ -> new ArrayList<>());
        kept.add(node.disk().copy());
        if (kept.size() > COPIES) {
            kept.remove(1); // the oldest stays: it may be from before any successor
        }
    }

    private void lockForAWhile(Node node) {
        node.unlock(new TreeSet<>());
        world.log(node.party(), "locked");
        world.agenda()
                .after(
                        dice.between(Duration.ofSeconds(2), Duration.ofSeconds(40)),
                        () -> node.unlock(Set.copyOf(node.keys().posts())));
    }

    private void flipABit(Node node) {
        Table table = dice.pick(List.of(Table.LEAF, Table.ENVELOPE, Table.CHECKPOINT, Table.STATE, Table.PAYLOAD));
        List<String> keys = node.disk().keys(table);
        if (!keys.isEmpty()) {
            String key = dice.pick(keys);
            world.log(node.party(), "a bit flips in " + table + " " + key);
            node.disk().flip(table, key);
        }
    }

    /// Draws what the commit meets.
    ///
    /// @param begun whether effects of the step have begun already
    /// @return whether the node stops before it
    boolean beforeCommit(Node node, boolean begun) {
        if (begun && dice.chance(trouble.crashBeforeCommit())) {
            world.log(node.party(), "stops between an early effect and its commit");
            fell(node);
            return true;
        }
        if (dice.chance(trouble.diskFull())) {
            node.disk().fail(Disk.Fault.FULL);
        } else if (dice.chance(trouble.diskFails())) {
            node.disk().fail(dice.chance(0.5) ? Disk.Fault.FAILED_AND_LOST : Disk.Fault.FAILED_BUT_KEPT);
        } else if (dice.chance(trouble.diskLies()) && mayTurnBack(node)) {
            node.disk().fail(dice.chance(0.7) ? Disk.Fault.FORGOTTEN : Disk.Fault.TORN);
        }
        return false;
    }

    /// Perhaps the node stops here, with its writes durable and none of its effects carried out.
    boolean afterCommit(Node node) {
        if (dice.chance(trouble.crashAfterCommit())) {
            fell(node);
            return true;
        }
        return false;
    }

    /// The node stops and comes back after a while.
    void fell(Node node) {
        if (node.running()) {
            node.crash();
            world.agenda().after(dice.between(Duration.ofMillis(100), Duration.ofSeconds(20)), () -> {
                if (!node.running()) {
                    node.start();
                }
            });
        }
    }

    void lostItsDisk(Node node) {
        if (node.running()) {
            node.crash();
            replaceHome(node);
        }
    }

    /// The operator puts an old copy of the home back, or an empty home where there is none.
    void replaceHome(Node node) {
        List<Disk.Image> kept = copies.getOrDefault(node.party(), List.of());
        Optional<Disk.Image> image = mayTurnBack(node)
                ? kept.isEmpty() ? Optional.empty() : Optional.of(dice.pick(kept))
                : Optional.of(node.disk().copy());
        node.disk().restore(image);
        world.log(node.party(), image.isPresent() ? "restored from an old copy" : "begins with an empty home");
        if (image.filter(Disk.Image::joined).isPresent() && dice.chance(trouble.leaseLost())) {
            node.lease().remove();
            world.log(node.party(), "its lease is lost too");
        }
        wasTurnedBack(node);
        world.see(new Fact.TurnedBack(node.party(), node.disk().asWritten()));
        world.agenda().after(dice.between(Duration.ofSeconds(1), Duration.ofSeconds(20)), () -> {
            if (!node.running()) {
                node.start();
            }
        });
    }
}
