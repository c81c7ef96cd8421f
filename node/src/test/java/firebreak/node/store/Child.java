package firebreak.node.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A running Java process of a test, its output line by line. Closing ends it.
public final class Child implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 120;

    private final Process process;
    private final BufferedReader output;

    private Child(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.US_ASCII);
    }

    static Child start(Class<?> program, String... arguments) throws IOException {
        return start(List.of(), program, arguments);
    }

    static Child start(List<String> wrapper, Class<?> program, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(wrapper, program, arguments));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new Child(builder.start());
    }

    /// What runs a program of the tests in a Java of its own.
    ///
    /// @param wrapper a command that runs the command appended to it
    public static List<String> command(List<String> wrapper, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    long pid() {
        return process.pid();
    }

    /// The next line; null at the end of the output. A line cut off by the end counts as none.
    @Nullable
    String line() throws IOException {
        return output.readLine();
    }

    /// Everything still to come, until the process ends.
    List<String> rest() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            lines.add(line);
        }
        return lines;
    }

    /// SIGKILL: nothing runs in the process any more; what it printed can still be read.
    void kill() {
        process.toHandle().destroyForcibly();
        await();
    }

    int await() {
        return await(process);
    }

    /// The exit code of a process that is to end by now or soon.
    public static int await(Process process) {
        try {
            if (process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("the child process did not end in " + DEADLINE_SECONDS + " s");
    }

    @Override
    public void close() {
        kill();
        process.destroy();
    }
}
