package firebreak.bench.measure;

import firebreak.encoding.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/// What a measurement was taken on. What the system does not tell is said to be unknown.
///
/// @param memory of the machine, in bytes; 0 when unknown
/// @param disk the kind of file system below the measured stores
/// @param load processes that wanted to run over the minute before the measurement began; below 0 when unknown
public record Machine(
        String processor, int cores, long memory, String system, String jdk, String disk, double load, Instant at) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");

    /// @param folder on the measured disk
    public static Machine here(Path folder) throws IOException {
        return new Machine(
                line(PROCESSORS, "model name").orElse(System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                line(MEMORY, "MemTotal").map(Machine::kib).orElse(0L),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                Files.getFileStore(folder).type() + " on "
                        + Files.getFileStore(folder).name(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /// Resident memory of a process in bytes, where the system tells it (Linux).
    public static OptionalLong resident(long pid) throws IOException {
        Optional<Long> bytes =
                line(Path.of("/proc/" + pid + "/status"), "VmRSS").map(Machine::kib);
        return bytes.isPresent() ? OptionalLong.of(bytes.get()) : OptionalLong.empty();
    }

    /// Seconds of processor time that a process has used so far.
    public static double processorSeconds(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(used -> used.toNanos() / 1e9)
                .orElse(0.0);
    }

    private static Optional<String> line(Path file, String name) throws IOException {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip());
    }

    private static long kib(String text) {
        return Long.parseLong(text.substring(0, text.indexOf(' '))) << 10;
    }

    public Json toJson() {
        return Json.object()
                .with("processor", processor)
                .with("cores", cores)
                .with("memoryBytes", memory)
                .with("system", system)
                .with("jdk", jdk)
                .with("disk", disk)
                .with("loadBefore", Figure.json(load))
                .with("at", at)
                .build();
    }
}
