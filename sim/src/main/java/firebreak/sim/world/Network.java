package firebreak.sim.world;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Links between nodes, one for each ordered pair, each with a fate of its own that changes with the weather.
final class Network {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CHANGE_SELDOM = Duration.ofHours(8);

    private final Agenda agenda;
    private final Dice dice;
    private final List<PartyCode> parties;
    private final Map<PartyCode, Endpoint> endpoints = new TreeMap<>();
    private final Map<String, Boolean> cut = new TreeMap<>();
    private final BooleanSupplier weeks;
    private Plan.Weather weather;

    /// Whoever can be called.
    interface Endpoint {
        /// Whether it accepts connections now.
        boolean up();

        void serve(PartyCode caller, Call call, Consumer<Call.Reply> reply);
    }

    Network(Agenda agenda, Dice dice, List<PartyCode> parties, Plan.Weather weather, BooleanSupplier weeks) {
        this.agenda = agenda;
        this.dice = dice;
        this.parties = parties;
        this.weather = weather;
        this.weeks = weeks;
        changeWeather();
    }

    void connect(PartyCode party, Endpoint endpoint) {
        endpoints.put(party, endpoint);
    }

    /// The faults stop.
    void clearUp() {
        weather = Plan.Weather.FAIR;
        cut.clear();
    }

    private void changeWeather() {
        cut.clear();
        if (!weather.equals(Plan.Weather.FAIR)) {
            cutSingly();
            if (dice.chance(0.4)) {
                part(weather.partition());
            }
        }
        agenda.after(weeks.getAsBoolean() ? CHANGE_SELDOM : weather.change(), this::changeWeather);
    }

    private void cutSingly() {
        for (PartyCode from : parties) {
            for (PartyCode to : parties) {
                if (dice.chance(weather.cut())) {
                    cut.put(link(from, to), true);
                }
            }
        }
    }

    private void part(Plan.Partition partition) {
        int at = dice.between(1, parties.size() - 1);
        List<PartyCode> left = parties.subList(0, at);
        List<PartyCode> right = parties.subList(at, parties.size());
        List<PartyCode> one = List.of(dice.pick(parties));
        switch (partition) {
            case NONE -> {}
            case TWO_SIDES -> {
                cutAll(left, right);
                cutAll(right, left);
            }
            case ONE_WAY -> cutAll(left, right);
            case ISOLATED -> {
                cutAll(one, parties);
                cutAll(parties, one);
            }
        }
    }

    private void cutAll(List<PartyCode> from, List<PartyCode> to) {
        from.forEach(a -> to.forEach(b -> cut.put(link(a, b), true)));
    }

    private static String link(PartyCode from, PartyCode to) {
        return from + ">" + to;
    }

    private boolean lost(PartyCode from, PartyCode to) {
        return cut.containsKey(link(from, to)) || dice.chance(weather.loss());
    }

    private Duration delay() {
        Duration usual = dice.between(Duration.ofMillis(1), weather.delay());
        return dice.chance(weather.slow())
                ? usual.plus(dice.between(Duration.ofSeconds(1), Duration.ofSeconds(9)))
                : usual;
    }

    /// Calls another node. Exactly one of the two is run, unless the caller has died meanwhile, which it must
    /// see to itself.
    void call(PartyCode from, PartyCode to, Call call, Consumer<Call.Reply> done, Consumer<String> failed) {
        Ticket ticket = new Ticket(done, failed);
        agenda.after(TIMEOUT, () -> ticket.fail("no answer within " + TIMEOUT.toSeconds() + " s"));
        int copies = lost(from, to) ? 0 : dice.chance(weather.duplicate()) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            agenda.after(delay(), () -> arrive(from, to, perhapsAltered(call), ticket));
        }
    }

    private void arrive(PartyCode from, PartyCode to, Call call, Ticket ticket) {
        Endpoint target = java.util.Objects.requireNonNull(endpoints.get(to));
        if (!target.up()) {
            ticket.fail("connection refused");
            return;
        }
        target.serve(from, call, reply -> {
            if (!lost(to, from) && !dice.chance(weather.reportFailure())) {
                agenda.after(delay(), () -> ticket.answer(reply));
            }
        });
    }

    private Call perhapsAltered(Call call) {
        return call instanceof Call.Take(Bytes bundle) && dice.chance(weather.altered())
                ? new Call.Take(altered(bundle))
                : call;
    }

    /// One bit turned over, or the end cut off.
    private Bytes altered(Bytes bundle) {
        byte[] bytes = bundle.toArray();
        int at = dice.between(0, bytes.length - 1);
        if (dice.chance(0.2)) {
            return bundle.slice(0, at);
        }
        bytes[at] ^= (byte) (1 << dice.between(0, 7));
        return Bytes.wrap(bytes);
    }

    /// One call's end: its answer or its failure, whichever comes first.
    private static final class Ticket {
        private final Consumer<Call.Reply> done;
        private final Consumer<String> failed;
        private boolean over;

        Ticket(Consumer<Call.Reply> done, Consumer<String> failed) {
            this.done = done;
            this.failed = failed;
        }

        void answer(Call.Reply reply) {
            if (!over) {
                over = true;
                done.accept(reply);
            }
        }

        void fail(String reason) {
            if (!over) {
                over = true;
                failed.accept(reason);
            }
        }
    }
}
