package firebreak.sim.world;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A world as the seed draws it: who is there, who talks with whom, and how bad it gets.
///
/// @param liar the party that turns on the others, if any does
record Plan(
        Map<PartyCode, List<PostCode>> posts,
        List<Line> lines,
        Optional<PartyCode> liar,
        Weather weather,
        Trouble trouble,
        Traffic traffic) {
    private static final List<String> CODES = List.of("AA", "BB", "CC", "DD", "EE");

    /// One channel to be agreed.
    ///
    /// @param back known to its members alone
    record Line(String label, List<PartyCode> members, boolean back) {}

    /// How links behave; each is a probability or the most it can be.
    ///
    /// @param reportFailure a request arrives and its answer does not
    /// @param cut a link is down until the weather changes
    record Weather(
            double loss,
            double duplicate,
            double reportFailure,
            double cut,
            double slow,
            double altered,
            Duration delay,
            Duration change,
            Partition partition) {
        static final Weather FAIR =
                new Weather(0, 0, 0, 0, 0, 0, Duration.ofMillis(40), Duration.ofSeconds(5), Partition.NONE);
    }

    /// Who cannot reach whom while the network is parted.
    enum Partition {
        NONE,
        /// Nobody on one side reaches the other.
        TWO_SIDES,
        /// One way only.
        ONE_WAY,
        /// One party is alone.
        ISOLATED
    }

    /// What befalls nodes; each is a probability for one commit or one check of a node, every few seconds.
    ///
    /// @param crashBeforeCommit when effects of the step have begun already
    record Trouble(
            double crashBeforeCommit,
            double crashAfterCommit,
            double crashAtRest,
            double diskFull,
            double diskFails,
            double diskLies,
            double bitFlips,
            double restoredCopy,
            double leaseLost,
            double locked,
            Duration skew) {
        static final Trouble NONE = new Trouble(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO);
    }

    /// What people do.
    ///
    /// @param changes how many times keys, charter or an agreement change
    /// @param courier the probability that a batch which could not be sent goes by courier as well
    record Traffic(int notes, int jointNotes, int changes, double courier, Duration busy) {}

    static Plan draw(Dice dice) {
        int parties = 2 + (dice.chance(0.5) ? 0 : dice.chance(0.7) ? 1 : dice.between(2, 3));
        Map<PartyCode, List<PostCode>> posts = new TreeMap<>();
        for (String code : CODES.subList(0, parties)) {
            List<PostCode> own = new ArrayList<>(List.of(new PostCode(code + "-MOD")));
            if (dice.chance(0.3)) {
                own.add(new PostCode(code + "-MFA"));
            }
            posts.put(new PartyCode(code), own);
        }
        List<PartyCode> codes = List.copyOf(posts.keySet());
        Optional<PartyCode> liar = dice.chance(0.3) ? Optional.of(dice.pick(codes)) : Optional.empty();
        return new Plan(posts, lines(dice, codes), liar, weather(dice), trouble(dice), traffic(dice));
    }

    private static List<Line> lines(Dice dice, List<PartyCode> codes) {
        List<Line> lines = new ArrayList<>();
        if (codes.size() > 2) {
            lines.add(new Line("ALL", codes, false));
        }
        if (codes.size() == 2 || dice.chance(0.3)) {
            lines.add(new Line("TWO", codes.subList(0, 2), false));
        }
        if (dice.chance(0.25)) {
            lines.add(new Line("BACK", codes.subList(codes.size() - 2, codes.size()), true));
        }
        return lines;
    }

    private static Weather weather(Dice dice) {
        boolean fair = dice.chance(0.15);
        return fair
                ? Weather.FAIR
                : new Weather(
                        some(dice, 0.3),
                        some(dice, 0.2),
                        some(dice, 0.2),
                        some(dice, 0.4),
                        some(dice, 0.2),
                        some(dice, 0.05),
                        dice.between(Duration.ofMillis(5), Duration.ofMillis(900)),
                        dice.between(Duration.ofSeconds(3), Duration.ofSeconds(30)),
                        dice.pick(List.of(Partition.values())));
    }

    private static Trouble trouble(Dice dice) {
        boolean calm = dice.chance(0.2);
        return calm
                ? Trouble.NONE
                : new Trouble(
                        some(dice.fork("before commits"), 0.06),
                        some(dice, 0.03),
                        some(dice, 0.06),
                        some(dice, 0.05),
                        some(dice, 0.02),
                        dice.chance(0.25) ? 0.02 : 0,
                        dice.chance(0.2) ? 0.02 : 0,
                        dice.chance(0.35) ? 0.04 : 0,
                        dice.chance(0.1) ? 0.2 : 0,
                        some(dice, 0.1),
                        dice.chance(0.3) ? dice.between(Duration.ofMinutes(1), Duration.ofHours(7)) : Duration.ZERO);
    }

    private static Traffic traffic(Dice dice) {
        return new Traffic(
                dice.between(2, 9),
                dice.chance(0.3) ? 1 : 0,
                dice.chance(0.5) ? dice.between(1, 3) : 0,
                dice.chance(0.4) ? 0.3 : 0,
                dice.between(Duration.ofSeconds(40), Duration.ofMinutes(3)));
    }

    /// Often nothing, else anything up to the most: faults that always come together hide each other.
    private static double some(Dice dice, double most) {
        return dice.chance(0.5) ? 0 : dice.fraction(most);
    }
}
