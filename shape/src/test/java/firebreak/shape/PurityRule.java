package firebreak.shape;

import java.util.ArrayList;
import java.util.List;

/// The core is a function of what it is given: no clock, chance, thread, file, network, output or default of the
/// machine, and nothing static that changes. Locks are no threads: a value that several threads may hold can guard
/// itself, as a secret does while it is wiped.
final class PurityRule {
    private static final String TIME = "take the Instant as an argument";
    private static final String CHANCE = "take a RandomGenerator as an argument";
    private static final String THREADS = "the core runs on its caller's thread; node has the threads";
    private static final String FILES = "take or return Bytes, or a stream the caller opened; node has the files";
    private static final String NETWORK = "return an effect; node has the sockets";
    private static final String OUTPUT = "return what is to be said; node and cli say it";
    private static final String MACHINE = "take the value as an argument; the core knows no machine";
    private static final String LOCALE = "name Locale.ROOT and StandardCharsets.UTF_8, or an argument";

    /// @param what a class, a package with a final dot, or a member without or with its descriptor
    private record Ban(String what, String instead) {
        boolean bansType(String type) {
            return what.endsWith(".") ? type.startsWith(what) : type.equals(what) || type.startsWith(what + "$");
        }

        boolean bansMember(String member) {
            return member.equals(what) || member.startsWith(what + "(");
        }
    }

    private static final List<Ban> BANS = List.of(
            new Ban("java.lang.System.currentTimeMillis", TIME),
            new Ban("java.lang.System.nanoTime", TIME),
            new Ban("java.time.Clock", TIME),
            new Ban("java.time.InstantSource", TIME),
            new Ban("java.time.Instant.now", TIME),
            new Ban("java.time.LocalDate.now", TIME),
            new Ban("java.time.LocalDateTime.now", TIME),
            new Ban("java.time.LocalTime.now", TIME),
            new Ban("java.time.OffsetDateTime.now", TIME),
            new Ban("java.time.ZonedDateTime.now", TIME),
            new Ban("java.time.Year.now", TIME),
            new Ban("java.util.Date.<init>()V", TIME),
            new Ban("java.util.Random.<init>", CHANCE),
            new Ban("java.util.SplittableRandom.<init>", CHANCE),
            new Ban("java.util.random.RandomGenerator.getDefault", CHANCE),
            new Ban("java.util.random.RandomGenerator.of", CHANCE),
            new Ban("java.security.SecureRandom.<init>()V", CHANCE),
            new Ban("java.security.SecureRandom.<init>([B)V", CHANCE),
            new Ban("java.security.SecureRandom.getInstance", CHANCE),
            new Ban("java.security.SecureRandom.getInstanceStrong", CHANCE),
            new Ban("java.lang.Math.random", CHANCE),
            new Ban("java.lang.StrictMath.random", CHANCE),
            new Ban("java.util.UUID.randomUUID", CHANCE),
            new Ban("java.util.Collections.shuffle(Ljava/util/List;)V", CHANCE),
            new Ban("java.lang.System.identityHashCode", CHANCE),
            new Ban("java.lang.Thread", THREADS),
            new Ban("java.lang.ThreadLocal", THREADS),
            new Ban("java.lang.ScopedValue", THREADS),
            new Ban("java.lang.ref.Cleaner", THREADS),
            new Ban("java.util.Timer", THREADS),
            new Ban("java.util.concurrent.Executor", THREADS),
            new Ban("java.util.concurrent.Executors", THREADS),
            new Ban("java.util.concurrent.ExecutorService", THREADS),
            new Ban("java.util.concurrent.ScheduledExecutorService", THREADS),
            new Ban("java.util.concurrent.ThreadPoolExecutor", THREADS),
            new Ban("java.util.concurrent.ForkJoinPool", THREADS),
            new Ban("java.util.concurrent.StructuredTaskScope", THREADS),
            new Ban("java.util.concurrent.CompletableFuture", THREADS),
            new Ban("java.util.concurrent.Future", THREADS),
            new Ban("java.util.concurrent.BlockingQueue", THREADS),
            new Ban("java.util.concurrent.CountDownLatch", THREADS),
            new Ban("java.util.concurrent.ConcurrentHashMap", THREADS),
            new Ban("java.util.concurrent.ConcurrentMap", THREADS),
            new Ban("java.util.concurrent.atomic.", THREADS),
            new Ban("java.util.concurrent.ThreadLocalRandom", CHANCE),
            new Ban("java.util.Collection.parallelStream", THREADS),
            new Ban("java.util.List.parallelStream", THREADS),
            new Ban("java.util.Set.parallelStream", THREADS),
            new Ban("java.io.File", FILES),
            new Ban("java.io.FileInputStream", FILES),
            new Ban("java.io.FileOutputStream", FILES),
            new Ban("java.io.FileReader", FILES),
            new Ban("java.io.FileWriter", FILES),
            new Ban("java.io.RandomAccessFile", FILES),
            new Ban("java.nio.file.", FILES),
            new Ban("java.nio.channels.", FILES),
            new Ban("java.net.Socket", NETWORK),
            new Ban("java.net.ServerSocket", NETWORK),
            new Ban("java.net.DatagramSocket", NETWORK),
            new Ban("java.net.InetAddress", NETWORK),
            new Ban("java.net.URL", NETWORK),
            new Ban("java.net.http.", NETWORK),
            new Ban("javax.net.", NETWORK),
            new Ban("java.lang.System.out", OUTPUT),
            new Ban("java.lang.System.err", OUTPUT),
            new Ban("java.lang.System.in", OUTPUT),
            new Ban("java.lang.System.console", OUTPUT),
            new Ban("java.lang.System.getLogger", OUTPUT),
            new Ban("java.lang.IO", OUTPUT),
            new Ban("java.lang.Throwable.printStackTrace", OUTPUT),
            new Ban("java.util.logging.", OUTPUT),
            new Ban("java.lang.System.getenv", MACHINE),
            new Ban("java.lang.System.getProperty", MACHINE),
            new Ban("java.lang.System.setProperty", MACHINE),
            new Ban("java.lang.System.exit", MACHINE),
            new Ban("java.lang.Runtime", MACHINE),
            new Ban("java.lang.ProcessBuilder", MACHINE),
            new Ban("java.lang.ProcessHandle", MACHINE),
            new Ban("java.util.Locale.getDefault", LOCALE),
            new Ban("java.util.TimeZone.getDefault", LOCALE),
            new Ban("java.time.ZoneId.systemDefault", LOCALE),
            new Ban("java.nio.charset.Charset.defaultCharset", LOCALE),
            new Ban("java.lang.String.format(Ljava/lang/String;[Ljava/lang/Object;)Ljava/lang/String;", LOCALE),
            new Ban("java.lang.String.formatted", LOCALE),
            new Ban("java.lang.String.toLowerCase()Ljava/lang/String;", LOCALE),
            new Ban("java.lang.String.toUpperCase()Ljava/lang/String;", LOCALE),
            new Ban("java.lang.String.getBytes()[B", LOCALE),
            new Ban("java.lang.String.<init>([B)V", LOCALE));

    private PurityRule() {}

    static List<String> problems(Tree tree) {
        List<String> problems = new ArrayList<>();
        for (var file : tree.classFiles("core")) {
            ClassUses uses = ClassUses.of(file);
            for (Ban ban : BANS) {
                uses.types().stream().filter(ban::bansType).forEach(type -> problems.add(problem(uses, type, ban)));
                uses.members().stream()
                        .filter(ban::bansMember)
                        .forEach(member -> problems.add(problem(uses, member, ban)));
            }
            uses.mutableStatics()
                    .forEach(field -> problems.add(
                            uses.name() + "." + field + " is static and can change: state is passed in and returned"));
        }
        return problems;
    }

    private static String problem(ClassUses uses, String used, Ban ban) {
        return uses.name() + " uses " + used + ": " + ban.instead();
    }
}
