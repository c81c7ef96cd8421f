package firebreak.node.keys;

import firebreak.encoding.FormatException;
import firebreak.encoding.Times;
import firebreak.identity.SecretPair;
import firebreak.seal.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// The private keys of one post, oldest period first: it signs with the last and reads with all, since slow parcels
/// may still be sealed to older ones (DESIGN.md section 5, Keys). Closing wipes all.
public record PostSecrets(List<Period> periods) implements AutoCloseable {
    /// Keys made together and used until the next are made.
    ///
    /// @param since when they were made, as their maker's clock said
    public record Period(Instant since, SecretPair signing, Identity.Hybrid recipient) implements AutoCloseable {
        @Override
        public void close() {
            signing.close();
            recipient.close();
        }

        @Override
        public String toString() {
            return "post keys since " + since;
        }
    }

    public PostSecrets {
        periods = List.copyOf(periods);
        if (periods.isEmpty()) {
            throw new IllegalArgumentException("a post has keys of at least one period");
        }
    }

    /// @param random production passes a `SecureRandom`
    public static PostSecrets generate(Instant now, RandomGenerator random) {
        return new PostSecrets(List.of(period(now, random)));
    }

    private static Period period(Instant now, RandomGenerator random) {
        return new Period(now, SecretPair.generate(random), Identity.Hybrid.generate(random));
    }

    /// With new keys from now on. Shares the older ones with this, so only one of the two is ever closed.
    public PostSecrets renewed(Instant now, RandomGenerator random) {
        List<Period> all = new ArrayList<>(periods);
        all.add(period(now, random));
        return new PostSecrets(all);
    }

    /// Without the older periods that are done with; those are wiped, and this is not to be used again.
    public PostSecrets without(Predicate<Period> done) {
        List<Period> stay = new ArrayList<>(periods.subList(0, periods.size() - 1));
        stay.removeIf(period -> done.test(period) && closed(period));
        stay.add(current());
        return new PostSecrets(stay);
    }

    private static boolean closed(Period period) {
        period.close();
        return true;
    }

    public Period current() {
        return periods.getLast();
    }

    @Override
    public void close() {
        periods.forEach(Period::close);
    }

    @Override
    public String toString() {
        return periods.toString();
    }

    /// Lines `since`, `signing`, `recipient`, once per period.
    static final class Codec implements KeyCodec<PostSecrets> {
        @Override
        public String kind() {
            return "firebreak/post/v1";
        }

        @Override
        public void write(PostSecrets keys, KeyLines to) {
            for (Period period : keys.periods()) {
                to.text("since", Times.format(period.since()))
                        .bytes("signing", period.signing().toSecret())
                        .ascii("recipient", period.recipient().text());
            }
        }

        @Override
        public PostSecrets read(KeyLines from) throws FormatException {
            List<Period> periods = new ArrayList<>();
            do {
                periods.add(period(from));
            } while (from.has("since"));
            from.done();
            return new PostSecrets(periods);
        }

        private static Period period(KeyLines from) throws FormatException {
            Instant since = Times.parse("since", from.text("since"));
            SecretPair signing = Pairs.readLine(from);
            return new Period(since, signing, Identity.Hybrid.parse("recipient", from.ascii("recipient")));
        }
    }
}
