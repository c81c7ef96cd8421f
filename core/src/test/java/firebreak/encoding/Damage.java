package firebreak.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/// Damages good inputs at random and shows them to a reader. Whatever a reader is given, it reads something that
/// writes itself the same way again, or throws a [FormatException], or where it reads files and sockets an
/// [IOException]; nothing else. What has no one way to be written comes back as it was given.
///
/// The rounds of each target come from `-Dfirebreak.damage.rounds=N`, their first seed from
/// `-Dfirebreak.damage.from=S`: the tests are short by themselves and a fuzzer when asked to be one.
public final class Damage {
    private static final int ROUNDS = Integer.getInteger("firebreak.damage.rounds", 4_000);
    private static final long FROM = Long.getLong("firebreak.damage.from", 0);
    private static final int COSTLY = 20;
    private static final int MAX_SIZE = 16 << 20;

    /// Reads and writes again.
    @FunctionalInterface
    public interface Reader {
        Bytes reread(Bytes input) throws FormatException, IOException;
    }

    private Damage() {}

    /// Damage to bytes, whatever they mean.
    public static void bytes(Bytes good, Reader reader) {
        bytes(List.of(good), reader);
    }

    public static void bytes(Collection<Bytes> good, Reader reader) {
        List<Bytes> inputs = List.copyOf(good);
        for (long seed = FROM; seed < FROM + ROUNDS; seed++) {
            Random random = new Random(seed);
            show(damaged(inputs.get(random.nextInt(inputs.size())), random), seed, reader);
        }
    }

    /// One damaged input of the same kinds, for tests that show it themselves.
    public static Bytes json(Bytes good, Random random) {
        return random.nextBoolean() ? damaged(good, random) : rewritten(good, random);
    }

    /// Damage to what JSON says: canonical again, but with members changed, moved, doubled, renamed or gone. Every
    /// other round damages the bytes instead.
    public static void json(Collection<Bytes> good, Reader reader) {
        json(good, ROUNDS, reader);
    }

    /// The seeds of a twentieth of the rounds, for tests that damage by themselves.
    public static LongStream costlySeeds() {
        return LongStream.range(FROM, FROM + ROUNDS / COSTLY);
    }

    /// The same in a twentieth of the rounds, for readers that sign, open or ask.
    public static void costlyJson(Collection<Bytes> good, Reader reader) {
        json(good, ROUNDS / COSTLY, reader);
    }

    private static void json(Collection<Bytes> good, int rounds, Reader reader) {
        List<Bytes> inputs = List.copyOf(good);
        for (long seed = FROM; seed < FROM + rounds; seed++) {
            Random random = new Random(seed);
            Bytes input = inputs.get(random.nextInt(inputs.size()));
            show(json(input, random), seed, reader);
        }
    }

    private static void show(Bytes input, long seed, Reader reader) {
        try {
            assertThat(reader.reread(input)).isEqualTo(input);
        } catch (FormatException | IOException refused) {
            assertThat(refused.getMessage()).as("seed %d", seed).isNotBlank();
        } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError leaked) {
            fail("seed " + seed, leaked);
        }
    }

    private static Bytes rewritten(Bytes input, Random random) {
        try {
            return Canonical.write(DamagedJson.of(Canonical.readLoose("good input", input, MAX_SIZE), random));
        } catch (FormatException | IllegalArgumentException notJson) {
            return damaged(input, random);
        }
    }

    /// One to three small damages: a byte changed, a bit turned, a piece cut, doubled or made of nothing but ones.
    private static Bytes damaged(Bytes good, Random random) {
        Bytes damaged = good;
        for (int times = 1 + random.nextInt(3); times > 0 && !damaged.isEmpty(); times--) {
            int from = random.nextInt(damaged.size());
            int to = Math.min(damaged.size(), from + 1 + random.nextInt(random.nextBoolean() ? 4 : 60));
            damaged = damage(damaged, from, to, random);
        }
        return damaged;
    }

    private static Bytes damage(Bytes content, int from, int to, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(content.slice(0, from).toArray());
        byte[] piece = content.slice(from, to).toArray();
        switch (random.nextInt(6)) {
            case 0 -> piece[0] = (byte) random.nextInt(256);
            case 1 -> piece[0] = (byte) "0 9\n-+=/x.\u007f".charAt(random.nextInt(11));
            case 2 -> piece[0] ^= (byte) (1 << random.nextInt(8));
            case 3 -> out.writeBytes(piece);
            case 4 -> Arrays.fill(piece, (byte) (random.nextBoolean() ? 0xff : 0));
            default -> piece = new byte[0];
        }
        out.writeBytes(piece);
        out.writeBytes(content.slice(to, content.size()).toArray());
        return Bytes.wrap(out.toByteArray());
    }
}
